package org.auroraml.test.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.auroraml.stand.S3MockProcess;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F63: for a table of every column type and all pairs of options, TEXT in S3 has the very bytes
 * that MySQL writes with INTO OUTFILE for the same SELECT. System property {@code
 * auroraml.test.seed} makes other tables.
 */
class OutfileTest {

  private static final String BUCKET = "exports";

  @TempDir private static Path directory;

  private static S3MockProcess s3;
  private static MlDatabase database;
  private static Connection connection;
  private static int exports;

  @BeforeAll
  static void start() throws SQLException {
    assumeFalse(
        TestServer.get().isMariaDb(),
        "skipped: the TEXT format is MySQL's, MariaDB writes another");
    assumeFalse(
        !System.getProperty("auroraml.test.url", "").isEmpty(),
        "skipped: the files of a server elsewhere can't be read");
    s3 = S3MockProcess.start(BUCKET);
    database = MlDatabase.create();
    connection = database.connect("s3EndpointUrl=" + s3.uri());
    try (Connection mysql = database.connectMysql()) {
      new OutfileTable(random()).create(mysql, "t", 60);
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    if (s3 != null) {
      connection.close();
      database.close();
      s3.close();
    }
  }

  private static Random random() {
    return new Random(Long.getLong("auroraml.test.seed", 1));
  }

  static Stream<OutfileOptions.Combination> combinations() {
    return OutfileOptions.allPairs(random()).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("combinations")
  @DisplayName("F63: TEXT is byte for byte what INTO OUTFILE writes")
  void text(OutfileOptions.Combination options) throws Exception {
    // The driver refuses what MySQL would cut: binary columns in an East Asian character set.
    String columns = OutfileTable.columns(!options.characterSet().equals("gbk"));

    assertSame("SELECT id, " + columns + " FROM t ORDER BY id", options.sql());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'é', 1, 1.5, 1e100, NULL, x'00ff', _latin1 x'e9', TRUE, NOW() < '2000-01-01'",
        "SELECT fl * 1, do_ / 3, -do_, de * 1.1, CAST(do_ AS CHAR) FROM t",
        "SELECT MAX(fl), MIN(do_), AVG(de), COUNT(*) FROM t GROUP BY ti",
        "SELECT CONCAT(vc, vl, ti), UPPER(vl), HEX(vb), JSON_EXTRACT(js, '$.a') FROM t",
        "SELECT DISTINCT fl, do_ FROM t ORDER BY fl, do_",
        "SELECT dt + INTERVAL 1 DAY, DATE(dt), TIMEDIFF(dt, ts), YEAR(da), da + 0 FROM t"
      })
  @DisplayName("F63: expressions, too")
  void expressions(String query) throws Exception {
    assertSame(query, "");
    assertSame(query, " CHARACTER SET latin1 FIELDS OPTIONALLY ENCLOSED BY '\"'");
  }

  private static void assertSame(String query, String options) throws Exception {
    String name = "outfile-" + ++exports;
    Path file = directory.resolve(name);
    execute(query + " INTO OUTFILE '" + file + "'" + options);
    execute(query + " INTO OUTFILE S3 's3://" + BUCKET + "/" + name + "'" + s3Options(options));

    byte[] expected = Files.readAllBytes(file);
    byte[] actual = object(name);
    int difference = Arrays.mismatch(actual, expected);
    if (difference >= 0) {
      assertThat(around(difference, actual))
          .as("around byte " + difference)
          .isEqualTo(around(difference, expected));
    }
    assertThat(difference).isEqualTo(-1);
  }

  /** As latin1 each byte is one character, and a difference can be read. */
  private static String around(int at, byte[] bytes) {
    int from = Math.max(0, at - 40);
    return new String(bytes, from, Math.min(80, bytes.length - from), ISO_8859_1);
  }

  private static String s3Options(String options) {
    return options.replaceFirst("^( CHARACTER SET \\w+|)", "$1 FORMAT TEXT");
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static byte[] object(String prefix) throws IOException, InterruptedException {
    URI uri = URI.create(s3.uri() + "/" + BUCKET + "/" + prefix + ".part_00000");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
        .body();
  }
}
