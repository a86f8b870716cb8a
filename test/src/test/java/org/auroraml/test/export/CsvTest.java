package org.auroraml.test.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.auroraml.stand.S3MockProcess;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F64: CSV of strings and bytes of every kind comes back by LOAD DATA LOCAL as it was. */
class CsvTest {

  private static final String BUCKET = "exports";

  @TempDir private static Path directory;

  private static S3MockProcess s3;
  private static MlDatabase database;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    s3 = S3MockProcess.start(BUCKET);
    database = MlDatabase.create();
    connection = database.connect("s3EndpointUrl=" + s3.uri(), "allowLoadLocalInfile=true");
    try (Connection mysql = database.connectMysql()) {
      new OutfileTable(new Random(Long.getLong("auroraml.test.seed", 1))).create(mysql, "t", 200);
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    database.close();
    s3.close();
  }

  @ParameterizedTest
  @CsvSource({"utf8mb4, vc tt mt vl lt vg", "binary, vb tb bl mb lb"})
  @DisplayName("F64: all values come back but NULL, which LOAD DATA takes for the empty string")
  void loadData(String characterSet, String columns) throws Exception {
    // LOAD DATA checks binary values, too, if the file is said to be UTF-8.
    String list = columns.replace(" ", ", ");
    String name = "csv_" + characterSet;
    MlDatabase.execute(
        connection,
        "SELECT id, "
            + list
            + " FROM t INTO OUTFILE S3 's3://exports/"
            + name
            + "' FORMAT CSV HEADER");
    MlDatabase.execute(
        connection,
        "CREATE TABLE " + name + " AS SELECT id, " + list + " FROM t WHERE FALSE",
        "LOAD DATA LOCAL INFILE '"
            + download(name + ".part_00000")
            + "' INTO TABLE "
            + name
            + " CHARACTER SET "
            + characterSet
            + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY '' IGNORE 1 LINES");

    assertThat(MlDatabase.rows(connection, digest(name, columns)))
        .hasSize(200)
        .isEqualTo(MlDatabase.rows(connection, digest("t", columns)));
  }

  /** Each row's columns in hex, so that nothing is lost in comparing. */
  private static String digest(String table, String columns) {
    StringBuilder query = new StringBuilder("SELECT id");
    for (String column : columns.split(" ")) {
      query.append(", HEX(IFNULL(").append(column).append(", ''))");
    }
    return query.append(" FROM ").append(table).append(" ORDER BY id").toString();
  }

  private static Path download(String key) throws IOException, InterruptedException {
    URI uri = URI.create(s3.uri() + "/" + BUCKET + "/" + key);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofFile(directory.resolve(key)))
        .body();
  }
}
