package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.stand.Sentiment;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The listings of the page "Using Machine Learning (ML) with Aurora MySQL", typed as printed but
 * for the slips that docs/dba.md names (F1, F20 to F23, F40, F41, F44, F45).
 */
class AuroraListingsTest {
  private MlDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment((text, language) -> new Sentiment(0.9, 0.04, 0.03, 0.03));
    database
        .models()
        .endpoint(
            "random-cut-forest-model-demo", rows -> rows.stream().map(r -> r.get(0)).toList());
    connection = database.connect();
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private void taxi() throws SQLException {
    MlDatabase.execute(
        connection,
        "CREATE TABLE nyc_taxi (timestamp DATETIME, value INT)",
        "INSERT INTO nyc_taxi SELECT '2014-07-01', 1 FROM information_schema.CHARACTER_SETS LIMIT 30",
        "INSERT INTO nyc_taxi VALUES ('2014-11-02', 100)",
        "create function anomaly_score(value real) returns real"
            + "  alias aws_sagemaker_invoke_endpoint endpoint name 'random-cut-forest-model-demo'");
  }

  @Test
  @DisplayName("anomalies: CREATE FUNCTION, a cut-off in a user variable, and the rows above it")
  void anomalies() throws SQLException {
    taxi();
    MlDatabase.execute(
        connection,
        "set @score_cutoff = (select avg(anomaly_score(value)) + 3 * std(anomaly_score(value)) from"
            + " nyc_taxi)");

    assertThat(
            MlDatabase.rows(
                connection,
                "select *, anomaly_score(value) score from nyc_taxi"
                    + "  where anomaly_score(value) > @score_cutoff"))
        .containsExactly("2014-11-02 00:00:00,100,100.0");
  }

  @Test
  @DisplayName("EXPLAIN of a batched call, as printed")
  void explain() throws SQLException {
    taxi();

    try (Statement statement = connection.createStatement();
        ResultSet plan =
            statement.executeQuery(
                "explain select timestamp, value, anomaly_score(value) from nyc_taxi")) {
      assertThat(plan.next()).isTrue();
      assertThat(plan.getInt("id")).isEqualTo(1);
      assertThat(plan.getString("select_type")).isEqualTo("SIMPLE");
      assertThat(plan.getString("table")).isEqualTo("nyc_taxi");
      assertThat(plan.getString("type")).isEqualTo("ALL");
      assertThat(plan.getString("Extra")).startsWith("Batched machine learning");
      assertThat(plan.next()).isFalse();
    }
  }

  @Test
  @DisplayName("the average sentiment of a product's documents")
  void sentiment() throws SQLException {
    MlDatabase.execute(
        connection,
        "CREATE TABLE productTable (document TEXT, productCode INT)",
        "INSERT INTO productTable VALUES ('I love it, excellent quality, works great', 1302),"
            + " ('Terrible', 7)");

    assertThat(
            MlDatabase.rows(
                connection,
                "SELECT AVG(CASE aws_comprehend_detect_sentiment(productTable.document, 'en')"
                    + "  WHEN 'POSITIVE' THEN 1.0  WHEN 'NEGATIVE' THEN -1.0"
                    + "  ELSE 0.0 END) AS avg_sentiment, COUNT(*) AS total FROM productTable "
                    + "WHERE productTable.productCode = 1302 AND"
                    + "    aws_comprehend_detect_sentiment_confidence(productTable.document, 'en')"
                    + " >= 0.80"))
        .containsExactly("1.00000,1");
  }

  @Test
  @DisplayName("batched INSERT and UPDATE, and what was counted")
  void writes() throws SQLException {
    taxi();
    MlDatabase.execute(
        connection,
        "FLUSH STATUS",
        "CREATE TABLE MY_TABLE (col1 DOUBLE, col2 DOUBLE, col3 DOUBLE, col4 DOUBLE)",
        "INSERT INTO MY_TABLE (col1, col2, col3) VALUES"
            + "  (anomaly_score(1), anomaly_score(2), anomaly_score(3)),"
            + "  (anomaly_score(4), anomaly_score(5), anomaly_score(6))",
        "UPDATE MY_TABLE SET col1 = anomaly_score(col2), col3 = anomaly_score(col4) WHERE col1 > 1");

    assertThat(MlDatabase.rows(connection, "SELECT col1, col2 FROM MY_TABLE ORDER BY col1"))
        .containsExactly("1.0,2.0", "5.0,5.0");
    assertThat(MlDatabase.rows(connection, "show status like 'Aurora_ml%'"))
        .contains("Aurora_ml_actual_request_cnt,2", "Aurora_ml_logical_response_cnt,7");
  }

  @Test
  @DisplayName("GRANT INVOKE and GRANT EXECUTE")
  void grants() throws SQLException {
    taxi();
    try (TestUser user = TestUser.create(database)) {
      MlDatabase.execute(
          connection,
          "GRANT INVOKE SAGEMAKER ON *.* TO " + user.account(),
          "GRANT INVOKE COMPREHEND ON *.* TO " + user.account(),
          "GRANT EXECUTE ON FUNCTION " + database.name() + ".anomaly_score TO " + user.account());
      try (Connection theirs = user.connect("requireInvokeRole=true")) {
        MlDatabase.execute(theirs, "SET ROLE AWS_SAGEMAKER_ACCESS");
        assertThat(MlDatabase.rows(theirs, "SELECT anomaly_score(3)")).containsExactly("3.0");
      }
    }
  }
}
