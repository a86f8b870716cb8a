package org.auroraml.test.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.stand.Response;
import org.auroraml.stand.S3MockProcess;
import org.auroraml.stand.SentimentModel;
import org.auroraml.test.oracle.MlDatabase;
import org.auroraml.test.oracle.SqlScript;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs docs/sql-reference.md from top to bottom on one connection. */
@DisplayName("docs/sql-reference.md: each example runs and returns what is printed below it")
class SqlReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "sql-reference.md");

  /** A block of SQL, and the one of its last statement's rows if that follows. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\\R(.*?)```(?:\\R```text\\R(.*?)```)?", Pattern.DOTALL);

  @Test
  void examples() throws SQLException, IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
    int examples = 0;
    try (S3MockProcess s3 = S3MockProcess.start("training-data");
        MlDatabase database = MlDatabase.create()) {
      serveModels(database);
      try (Connection connection =
              database.connect(
                  "s3EndpointUrl=" + s3.uri(), "bedrockEndpointUrl=" + database.models().uri());
          Statement statement = connection.createStatement()) {
        while (example.find()) {
          examples++;
          run(statement, example.group(1), example.group(2));
        }
      }
    }
    assertThat(examples).isGreaterThan(20);
  }

  private static void serveModels(MlDatabase database) {
    database
        .models()
        .endpoint("rcf-demo", rows -> rows.stream().map(row -> row.get(0)).toList())
        .sentiment(new SentimentModel())
        .bedrock(
            "amazon.titan-text-lite-v1",
            (body, accept) -> Response.of(200, "application/json", "{\"outputText\":\"yes\"}"));
  }

  private static void run(Statement statement, String block, String expected) throws SQLException {
    List<String> statements = SqlScript.statements(block);
    for (int i = 0; i < statements.size(); i++) {
      String sql = statements.get(i);
      try {
        boolean rows = statement.execute(sql);
        if (i == statements.size() - 1 && expected != null) {
          assertThat(rows).as(sql).isTrue();
          assertThat(table(statement.getResultSet())).as(sql).isEqualTo(expected);
        }
      } catch (SQLException e) {
        throw new AssertionError("Failed: " + sql, e);
      }
    }
  }

  private static String table(ResultSet result) throws SQLException {
    try (result) {
      ResultSetMetaData columns = result.getMetaData();
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        labels.add(columns.getColumnLabel(i));
      }
      StringBuilder table = new StringBuilder(String.join(" | ", labels)).append('\n');
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= labels.size(); i++) {
          values.add(Objects.toString(result.getString(i), "NULL"));
        }
        table.append(String.join(" | ", values)).append('\n');
      }
      return table.toString();
    }
  }
}
