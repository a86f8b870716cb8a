package org.auroraml.test.oracle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCases.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** F30: the statements that read, with a fetch size: where they can, they run in small windows. */
class WindowsOracleTest {
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
