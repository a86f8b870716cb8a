package org.auroraml.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as mvn -Pquickstart runs it, on a series small enough to know the answers. */
class QuickstartTest {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int ROWS = 500;
  private static final int SPIKE = 250;

  @TempDir Path directory;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private InputStream input = InputStream.nullInputStream();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void asMainDoes() {
    Quickstart.prepare();
  }

  @Test
  void findsTheOneSpikeOfASeriesAndReportsItInTheLastLine() throws Exception {
    Path csv = directory.resolve("series.csv");
    Files.write(csv, IntStream.range(0, ROWS).mapToObj(QuickstartTest::line).toList());
    Path chart = directory.resolve("chart.png");

    int status = run("--csv=" + csv, "--chart=" + chart);

    assertThat(errors.toString()).isEmpty();
    assertThat(status).isZero();
    List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("quickstart: rows=500 distinct=51 ");
    assertThat(report(lines))
        .containsEntry("anomalies", "1")
        .containsEntry("chart", chart.toAbsolutePath().toString());
    assertThat(lines).contains("   timestamp,value,score");
    assertThat(lines).anyMatch(line -> line.startsWith("   2024-03-06 05:00:00,9000"));
    assertThat(chart).isNotEmptyFile();
  }

  @Test
  void opensAShellOnTheSameTables() throws Exception {
    Path csv = directory.resolve("series.csv");
    Files.write(csv, IntStream.range(0, 10).mapToObj(QuickstartTest::line).toList());
    input =
        new ByteArrayInputStream(
            "select count(*) from nyc_taxi where anomaly_score(value) >= 0;\n!quit\n"
                .getBytes(StandardCharsets.UTF_8));

    int status = run("--csv=" + csv, "--chart=" + directory.resolve("chart.png"), "--sql=true");

    assertThat(errors.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(output.toString(StandardCharsets.UTF_8))
        .containsPattern("COUNT\\(\\*\\)|count\\(\\*\\)")
        .containsPattern("\\| 10 +\\|");
  }

  @Test
  void saysWhatIsWrongWithAFileAndFails() throws IOException {
    int status = run("--csv=" + Files.writeString(directory.resolve("bad.csv"), "a,b\n"));

    assertThat(status).isEqualTo(1);
    assertThat(errors.toString()).startsWith("quickstart failed: ").contains("bad.csv, line 1");
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    return Quickstart.command(out, input).setErr(new PrintWriter(errors, true)).execute(arguments);
  }

  /** Fifty values that come again and again, and one that does not. */
  private static String line(int i) {
    LocalDateTime time = LocalDateTime.of(2024, 3, 1, 0, 0).plusMinutes(30L * i);
    return time.format(TIMESTAMP) + "," + (i == SPIKE ? 9_000 : 100 + i % 50);
  }

  private static Map<String, String> report(List<String> lines) {
    String[] words = lines.get(lines.size() - 1).substring("quickstart: ".length()).split(" ");
    return Arrays.stream(words)
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
