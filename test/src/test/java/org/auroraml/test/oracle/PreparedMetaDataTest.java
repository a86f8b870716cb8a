package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F30: a prepared statement tells its columns before it runs, as Connector/J does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreparedMetaDataTest {
  private static final List<String> SETTINGS =
      List.of("useServerPrepStmts=false", "useServerPrepStmts=true");

  private Oracle catalog;
  private Oracle memory;

  @BeforeAll
  void start() throws SQLException {
    catalog = Oracle.start("catalog");
    memory = Oracle.start("memory");
  }

  @AfterAll
  void stop() throws SQLException {
    catalog.close();
    memory.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, ml_num(d), ml_int(n) AS i, ml_dec(d), ml_str(s), ml_label(d) FROM t",
        "SELECT ml_num(d) + 1, CONCAT(ml_str(s), '!'), ml_int(n) + ml_int(g) FROM t WHERE id = ?",
        "SELECT * FROM t WHERE ml_num(d) > ? ORDER BY id",
        "SELECT ml_label(d) label, COUNT(*), AVG(ml_num(d)) FROM t GROUP BY ml_label(d)",
        "SELECT MAX(ml_str(s)), SUM(ml_dec(d)), GROUP_CONCAT(ml_label(d)) FROM t",
        "SELECT ml_num(ml_int(n)) FROM t LIMIT 3",
        "WITH c AS (SELECT ml_num(d) AS v FROM t) SELECT v, v * 2 FROM c WHERE v > 1",
        "SELECT x.v FROM (SELECT ml_str(s) AS v FROM t) x UNION SELECT ml_label(2)",
        "SELECT (SELECT MAX(ml_int(n)) FROM t), EXISTS (SELECT 1 FROM t WHERE ml_num(d) > 1)",
        "SELECT RANK() OVER (ORDER BY ml_num(d)), ml_num(d) FROM t",
        "SELECT ml_num(?) AS v, ml_str('a'), ROW_COUNT()",
        "INSERT INTO t (g, d) VALUES (1, ml_num(2))",
        "UPDATE t SET d = ml_num(d)",
      })
  @DisplayName("labels and types are those of stored functions, and no model is asked")
  void columns(String sql) throws SQLException {
    for (Oracle oracle : List.of(catalog, memory)) {
      oracle.models().forget();
      for (String setting : SETTINGS) {
        try (Connection theirs = oracle.connectStored(setting);
            Connection ours = oracle.connectMl(setting);
            PreparedStatement expected = theirs.prepareStatement(sql);
            PreparedStatement actual = ours.prepareStatement(sql)) {
          assertThat(columns(actual, ours.getCatalog()))
              .as(setting)
              .isEqualTo(columns(expected, theirs.getCatalog()));
          assertThat(oracle.models().count()).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"useServerPrepStmts=false", "useServerPrepStmts=true"})
  @DisplayName("after it has run they are the same, also when the next run has other parameters")
  void afterwards(String setting) throws SQLException {
    try (Connection ours = catalog.connectMl(setting);
        PreparedStatement statement =
            ours.prepareStatement(
                "SELECT id, ml_num(d), CONCAT(ml_label(d), '!') FROM t WHERE ml_num(d) > ?")) {
      List<Outcome.Column> before = columns(statement, ours.getCatalog());
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(columns(statement, ours.getCatalog())).isEqualTo(before).hasSize(3);
          assertThat(result.next()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"useServerPrepStmts=false", "useServerPrepStmts=true"})
  @DisplayName("F8 of the functions that no server knows too")
  void comprehend(String setting) throws SQLException {
    try (Connection ours = catalog.connectMl(setting);
        PreparedStatement statement =
            ours.prepareStatement(
                "SELECT aws_comprehend_detect_sentiment(s, 'en'),"
                    + " aws_comprehend_detect_sentiment_confidence(s, ?) AS c FROM t")) {
      assertThat(columns(statement, ours.getCatalog()))
          .extracting(Outcome.Column::label, Outcome.Column::typeName)
          .containsExactly(
              tuple("aws_comprehend_detect_sentiment(s, 'en')", "VARCHAR"), tuple("c", "DOUBLE"));
    }
  }

  @Test
  @DisplayName("a statement that the driver refuses, or the server, fails as it would when it runs")
  void refused() throws SQLException {
    try (Connection ours = catalog.connectMl();
        PreparedStatement noColumn = ours.prepareStatement("SELECT ml_num(nothing) FROM t")) {
      assertThatThrownBy(noColumn::getMetaData)
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("errorCode", 1054);
    }
  }

  @Test
  @DisplayName("a text of several statements tells the columns of the first")
  void several() throws SQLException {
    try (Connection ours = catalog.connectMl("allowMultiQueries=true");
        PreparedStatement statement =
            ours.prepareStatement("SELECT ml_num(1) AS a; SELECT 2 AS b")) {
      assertThat(columns(statement, ours.getCatalog()))
          .extracting(Outcome.Column::label)
          .containsExactly("a");
    }
  }

  /** A PreparedStatement without a result has no columns. */
  private static List<Outcome.Column> columns(PreparedStatement statement, String database)
      throws SQLException {
    ResultSetMetaData metaData = statement.getMetaData();
    List<Outcome.Column> columns = new ArrayList<>();
    for (int i = 1; metaData != null && i <= metaData.getColumnCount(); i++) {
      columns.add(Outcome.Column.read(metaData, i, database));
    }
    return columns;
  }
}
