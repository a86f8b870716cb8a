package org.auroraml.test.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.QuoteMode;
import org.auroraml.stand.S3MockProcess;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F64: CSV of strings and bytes of every kind comes back by LOAD DATA LOCAL as it was. */
class CsvTest {

  private static final String BUCKET = "exports";

  private static final String STRINGS = "vc, tt, mt, vl, lt, vg, en, se, js";

  private static final String OTHERS =
      "ti, bo, si, mi, iz, bi, de, fl, do_, fd, da, tm, dt, ts, ye";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain | ''",
        "options | FIELDS TERMINATED BY ';' LINES TERMINATED BY '\\r\\n'",
        "strings | FIELDS OPTIONALLY ENCLOSED BY '\"'",
        "all | FIELDS TERMINATED BY '::' ENCLOSED BY '\"'"
      })
  @DisplayName("F64: an independent reader gets every value of every type, and NULL as such")
  void independentReader(String name, String clauses) throws Exception {
    String options = clauses.replace("''", "");
    String query = "SELECT id, " + STRINGS + ", " + OTHERS + " FROM t ORDER BY id";
    MlDatabase.execute(
        connection,
        query + " INTO OUTFILE S3 's3://exports/reader_" + name + "' FORMAT CSV " + options);

    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(options.contains(";") ? ";" : options.contains("::") ? "::" : ",")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setNullString("")
            .get();
    try (CSVParser parser =
        CSVParser.parse(download("reader_" + name + ".part_00000"), UTF_8, format)) {
      assertThat(parser.stream().map(row -> Arrays.asList(row.values())))
          .hasSize(200)
          .containsExactlyElementsOf(values(query));
    }
  }

  /** The values as the server sends them. */
  private static List<List<String>> values(String query) throws SQLException {
    try (Connection mysql = database.connectMysql();
        Statement statement = mysql.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      int strings = 1 + STRINGS.split(", ").length;
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          byte[] bytes = result.getBytes(i);
          boolean string = i > 1 && i <= strings;
          row.add(bytes == null ? null : string ? result.getString(i) : new String(bytes, UTF_8));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Test
  @DisplayName("The statements of docs/exports.md run as they are printed")
  void documentation() throws Exception {
    List<String> statements =
        Pattern.compile("```sql\\R(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "exports.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    database.execute(
        "CREATE TABLE reviews (id INT, comment TEXT, created DATE)",
        "INSERT INTO reviews VALUES (1, 'say \"hi\", twice', '2024-02-29'), (2, '', NULL)",
        "CREATE TABLE reviews_copy LIKE reviews");

    MlDatabase.execute(connection, statements.get(0).replace("training-data", BUCKET));
    assertThat(download("reviews.manifest")).content().contains("s3-us-east-1://exports/reviews");
    Path file = download("reviews.part_00000");
    assertThat(file)
        .hasContent("id,comment,created\n1,\"say \"\"hi\"\", twice\",2024-02-29\n2,\"\",\n");
    MlDatabase.execute(
        connection,
        "SET sql_mode = ''",
        statements.get(1).replace("reviews.part_00000", file.toString()),
        "SET sql_mode = DEFAULT");
    assertThat(MlDatabase.rows(connection, "SELECT comment FROM reviews_copy ORDER BY id"))
        .isEqualTo(MlDatabase.rows(connection, "SELECT comment FROM reviews ORDER BY id"));
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
