package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCase.Step;
import org.auroraml.test.oracle.OracleCases.Group;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F30: the statements that read, with a fetch size: where they can, they run in small windows. */
class WindowsOracleTest {
  /** Known to be wrong on MariaDB (docs/refused.md). */
  private static final String GROUPED_ARGUMENT =
      "SELECT g, ml_num(g) FROM t GROUP BY g WITH ROLLUP";

  private static Oracle oracle;

  @BeforeAll
  static void start() throws SQLException {
    oracle = Oracle.start("memory");
  }

  @AfterAll
  static void stop() throws SQLException {
    oracle.close();
  }

  @TestFactory
  @DisplayName("F20 F23 calls in each clause")
  Stream<DynamicContainer> clauses() {
    return tests(OracleCases.clauses());
  }

  @TestFactory
  @DisplayName("F30 values and types")
  Stream<DynamicContainer> values() {
    return tests(OracleCases.values());
  }

  @TestFactory
  @DisplayName("F26 prepared statements")
  Stream<DynamicContainer> prepared() {
    return tests(OracleCases.prepared());
  }

  @TestFactory
  @DisplayName("F23 F24 calls in queries of several blocks and tables")
  Stream<DynamicContainer> blocks() {
    return tests(OracleCases.blocks());
  }

  @TestFactory
  @DisplayName("F24 clauses that group, join and order")
  Stream<DynamicContainer> groupsAndJoins() {
    return tests(ClauseCases.clauses());
  }

  @TestFactory
  @DisplayName("F28 short circuits")
  Stream<DynamicContainer> shortCircuits() {
    return tests(ClauseCases.shortCircuits());
  }

  /**
   * With a cursor the servers keep a result in a temporary table, which changes the types of some
   * columns; windows are read without one. So values are compared, with those of windows without
   * useCursorFetch.
   */
  @TestFactory
  @DisplayName("F30 useCursorFetch: the same values")
  Stream<DynamicTest> cursor() {
    return Stream.of(
            OracleCases.clauses(),
            OracleCases.values(),
            OracleCases.blocks(),
            ClauseCases.clauses(),
            ClauseCases.shortCircuits())
        .flatMap(List::stream)
        .flatMap(group -> group.cases().stream())
        .filter(each -> !each.write() && each.session().isEmpty() && each.steps().size() == 1)
        .map(each -> each.steps().get(0))
        .filter(step -> step.parameters().isEmpty() && !step.sql().contains("{db}"))
        .filter(step -> !TestServer.get().isMariaDb() || !step.sql().equals(GROUPED_ARGUMENT))
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.sql(),
                    () ->
                        assertThat(values(step, "useCursorFetch=true"))
                            .as(step.sql())
                            .isEqualTo(values(step, "useCursorFetch=false"))));
  }

  @Test
  @DisplayName("summary rows that MariaDB's cursors compute otherwise are an error, not NULL")
  void rollup() throws SQLException {
    Step step = OracleCase.query(GROUPED_ARGUMENT).steps().get(0);
    List<List<Object>> values = values(step, "useCursorFetch=true");
    assertThat(values)
        .isEqualTo(
            TestServer.get().isMariaDb()
                ? List.of(List.of(30004))
                : values(step, "useCursorFetch=false"));
  }

  private static List<List<Object>> values(Step step, String setting) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = oracle.connectMl("defaultFetchSize=7", setting);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(step.sql())) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          row.add(
              value instanceof Number number
                  ? (Object) number.floatValue()
                  : value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      return List.of(List.of(e.getErrorCode()));
    }
    if (!step.ordered()) {
      rows.sort(Comparator.comparing(List::toString));
    }
    return rows;
  }

  private static Stream<DynamicContainer> tests(List<Group> groups) {
    return OracleTest.tests(oracle, groups.stream().map(WindowsOracleTest::inWindows).toList());
  }

  private static Group inWindows(Group group) {
    return new Group(
        group.name(),
        group.cases().stream()
            .filter(each -> !each.write())
            .map(
                each -> {
                  List<String> settings = new ArrayList<>(each.connection());
                  settings.add("defaultFetchSize=7");
                  return each.connection(settings.toArray(String[]::new));
                })
            .toList());
  }
}
