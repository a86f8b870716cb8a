package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.stand.S3MockProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F60: SELECT … INTO OUTFILE S3 through the driver. */
class ExportTest {
  private static final String BUCKET = "exports";

  private static S3MockProcess s3;
  private static MlDatabase database;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    s3 = S3MockProcess.start(BUCKET);
    database = MlDatabase.create();
    database.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, d DOUBLE, s VARCHAR(40), m DECIMAL(8,2))",
        "INSERT INTO t VALUES (1, 1.5, 'plain', 2.50), (2, 13, 'a,\"b\"', NULL), (3, NULL, '', -1)");
    connection = database.connect("s3EndpointUrl=" + s3.uri());
    MlDatabase.createFunctions(connection);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    database.close();
    s3.close();
  }

  private static String object(String key) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(s3.uri() + "/" + BUCKET + "/" + key)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(key).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static int update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Test
  @DisplayName("F64 F65 CSV with HEADER; the update count is the number of rows")
  void csv() throws Exception {
    int rows =
        update(
            "SELECT id, d AS value, s, m FROM t ORDER BY id INTO OUTFILE S3 's3://exports/csv'"
                + " FORMAT CSV HEADER");
    assertThat(rows).isEqualTo(3);
    // NULL is nothing between commas, an empty string is "".
    assertThat(object("csv.part_00000").lines())
        .containsExactly(
            "id,value,s,m", "1,1.5,plain,2.50", "2,13,\"a,\"\"b\"\"\",", "3,,\"\",-1.00");
  }

  @Test
  @DisplayName("F63 TEXT is what the server writes")
  void text() throws Exception {
    int rows = update("SELECT * FROM t ORDER BY id INTO OUTFILE S3 's3://exports/text'");
    assertThat(rows).isEqualTo(3);
    assertThat(object("text.part_00000"))
        .isEqualTo("1\t1.5\tplain\t2.50\n2\t13\ta,\"b\"\t\\N\n3\t\\N\t\t-1.00\n");
  }

  @Test
  @DisplayName("F60 TEXT with FIELDS and LINES")
  void textOptions() throws Exception {
    update(
        "SELECT id, s FROM t ORDER BY id INTO OUTFILE S3 's3://exports/options' FORMAT TEXT"
            + " FIELDS TERMINATED BY ';' OPTIONALLY ENCLOSED BY '\"' LINES TERMINATED BY '|\\n'");
    assertThat(object("options.part_00000"))
        .isEqualTo("1;\"plain\"|\n2;\"a,\\\"b\\\"\"|\n3;\"\"|\n");
  }

  @Test
  @DisplayName("F60 ML calls in an exported SELECT, INTO before FROM")
  void mlCalls() throws Exception {
    int rows =
        update(
            "SELECT id, ml_num(d) AS score, ml_label(d) INTO OUTFILE S3 's3://exports/scores'"
                + " FORMAT CSV HEADER FROM t WHERE ml_num(d) IS NOT NULL OR id = 3 ORDER BY id");
    assertThat(rows).isEqualTo(2);
    assertThat(object("scores.part_00000").lines())
        .containsExactly("id,score,ml_label(d)", "1,1.5,NEUTRAL", "3,,");
    assertThat(Oracle.isInTransaction(connection)).isFalse();
  }

  @Test
  @DisplayName("an export by execute() gives an update count and no result set")
  void execute() throws Exception {
    try (Statement statement = connection.createStatement()) {
      boolean result =
          statement.execute("SELECT ml_num(d) FROM t INTO OUTFILE S3 's3://exports/execute'");
      assertThat(result).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(3);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("F26 a prepared export with parameters, run twice with OVERWRITE ON")
  void prepared() throws Exception {
    try (PreparedStatement export =
        connection.prepareStatement(
            "SELECT ?, ml_two(d, ?) FROM t WHERE id = ? INTO OUTFILE S3 's3://exports/prepared'"
                + " FORMAT CSV OVERWRITE ON")) {
      export.setString(1, "first");
      export.setDouble(2, 0.25);
      export.setInt(3, 1);
      assertThat(export.executeUpdate()).isEqualTo(1);
      assertThat(object("prepared.part_00000").strip()).isEqualTo("first,3.25");
      export.setString(1, "second");
      assertThat(export.executeUpdate()).isEqualTo(1);
      assertThat(object("prepared.part_00000").strip()).isEqualTo("second,3.25");
    }
  }

  @Test
  @DisplayName("an empty result makes an object without rows")
  void empty() throws Exception {
    assertThat(
            update(
                "SELECT ml_num(d) AS x FROM t WHERE id > 9 INTO OUTFILE S3 's3://exports/none' FORMAT CSV HEADER"))
        .isZero();
    assertThat(object("none.part_00000").strip()).isEqualTo("x");
  }

  @Test
  @DisplayName("a bucket that does not exist is an SQLException that names it")
  void missingBucket() throws SQLException {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> update("SELECT ml_num(d) FROM t INTO OUTFILE S3 's3://no-such-bucket/x'"));
    assertThat((Throwable) failure).isNotNull();
    assertThat(failure.getErrorCode()).isEqualTo(1871);
    assertThat((Throwable) failure)
        .hasMessageContaining("S3 API returned error")
        .hasMessageContaining("no-such-bucket");
    assertThat(failure.getSQLState()).doesNotStartWith("08").isNotEqualTo("0A000");
    assertThat(MlDatabase.rows(connection, "SELECT 1")).containsExactly("1");
  }

  @Test
  @DisplayName("without OVERWRITE an existing object is left alone and is an error")
  void existingObject() throws Exception {
    update("SELECT 'first' INTO OUTFILE S3 's3://exports/existing'");
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> update("SELECT 'second' INTO OUTFILE S3 's3://exports/existing'"));
    assertThat((Throwable) failure).isNotNull().hasMessageContaining("existing");
    assertThat(object("existing.part_00000").strip()).isEqualTo("first");
  }
}
