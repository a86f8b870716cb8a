package org.auroraml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/dependencies.md lists what comes with the driver, and its size")
class DependenciesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "dependencies.md");
  private static final double BYTES_PER_MB = 1e6;

  /** An artifact in a Maven repository: its group, name and version are folders. */
  private static final Pattern JAR =
      Pattern.compile(".*/(?<path>[^:]+)/(?<name>[^/]+)/[^/]+/[^/]+\\.jar");

  private static final Pattern ARTIFACT =
      Pattern.compile("`(?:(?<group>[\\w.-]+):)?(?<name>[\\w-]+)`");
  private static final Pattern SIZE = Pattern.compile("\\((?<mb>[0-9.]+) MB\\)");
  private static final Pattern TOTAL = Pattern.compile("About (?<mb>[0-9]+) MB in all");

  /** Of the tests alone, and Micrometer with its own, which nobody gets with the driver. */
  private static final Set<String> NOT_SHIPPED =
      Set.of(
          "org.junit",
          "org.assertj",
          "org.opentest4j",
          "org.apiguardian",
          "net.bytebuddy",
          "io.micrometer",
          "org.hdrhistogram",
          "org.latencyutils");

  /** A jar of the class path. */
  private record Jar(String folder, String name, long bytes) {
    boolean isOf(String group) {
      return folder.endsWith("/" + group.replace('.', '/'));
    }
  }

  /** A row of the page's table: the artifacts that it names, and their size where it tells one. */
  private record Row(String group, List<String> names, Optional<Double> mb) {
    boolean has(Jar jar) {
      // Of the AWS SDK the services are named, and its core is not taken apart.
      return jar.isOf(group)
          && (group.equals("software.amazon.awssdk") || names.contains(jar.name()));
    }
  }

  private static List<Jar> closure() throws IOException {
    List<Jar> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher matcher = JAR.matcher(entry.replace(File.separatorChar, '/'));
      if (matcher.matches()) {
        String folder =
            entry.replace(File.separatorChar, '/').replaceFirst("/[^/]+/[^/]+/[^/]+$", "");
        Jar jar = new Jar(folder, matcher.group("name"), Files.size(Path.of(entry)));
        // With what is built beside it, or from a repository.
        boolean isOurs = Path.of(entry).getFileName().toString().startsWith("auroraml-");
        boolean isShipped =
            NOT_SHIPPED.stream()
                .noneMatch(group -> (folder + "/").contains("/" + group.replace('.', '/') + "/"));
        if (!isOurs && isShipped && !folder.contains("surefire")) {
          jars.add(jar);
        }
      }
    }
    return jars;
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `")) {
        String cell = line.split("\\|")[1];
        Optional<Double> mb =
            SIZE.matcher(cell).results().map(found -> Double.valueOf(found.group(1))).findFirst();
        String group = null;
        for (Matcher artifact = ARTIFACT.matcher(cell); artifact.find(); ) {
          if (artifact.group("group") != null) {
            group = artifact.group("group");
            rows.add(new Row(group, new ArrayList<>(), mb));
          }
          rows.get(rows.size() - 1).names().add(artifact.group("name"));
        }
      }
    }
    return rows;
  }

  @Test
  void everyJarIsListed() throws IOException {
    List<Row> rows = rows();

    assertThat(closure())
        .hasSizeGreaterThan(10)
        .allSatisfy(jar -> assertThat(rows).anyMatch(row -> row.has(jar)));
  }

  @Test
  void whatIsListedIsThere() throws IOException {
    List<Jar> jars = closure();

    for (Row row : rows()) {
      assertThat(row.names())
          .allSatisfy(
              name ->
                  assertThat(jars)
                      .anyMatch(jar -> jar.isOf(row.group()) && jar.name().equals(name)));
    }
  }

  @Test
  void sizes() throws IOException {
    List<Jar> jars = closure();
    for (Row row : rows()) {
      if (row.mb().isPresent()) {
        assertThat(mb(jars.stream().filter(row::has)))
            .as(row.toString())
            .isCloseTo(row.mb().get(), offset(0.06));
      }
    }
    Matcher total = TOTAL.matcher(Files.readString(PAGE));
    assertThat(total.find()).isTrue();
    assertThat(mb(jars.stream())).isCloseTo(Double.parseDouble(total.group("mb")), offset(0.5));
  }

  private static double mb(Stream<Jar> jars) {
    return jars.mapToLong(Jar::bytes).sum() / BYTES_PER_MB;
  }
}
