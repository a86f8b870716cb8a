package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCases.Group;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * F30: a statement with ML functions gives what the same statement gives with stored functions of
 * the same values: rows, labels, types, update counts, written tables, errors. Functions are kept
 * in memory.
 */
class OracleTest {
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
    return tests(oracle, OracleCases.clauses());
  }

  @TestFactory
  @DisplayName("F23 F24 calls in queries of several blocks and tables")
  Stream<DynamicContainer> blocks() {
    return tests(oracle, OracleCases.blocks());
  }

  @TestFactory
  @DisplayName("F30 values and types")
  Stream<DynamicContainer> values() {
    return tests(oracle, OracleCases.values());
  }

  @TestFactory
  @DisplayName("F30 ways to write a statement, and sessions")
  Stream<DynamicContainer> writings() {
    return tests(oracle, OracleCases.writings());
  }

  @TestFactory
  @DisplayName("F26 prepared statements")
  Stream<DynamicContainer> prepared() {
    return tests(oracle, OracleCases.prepared());
  }

  @TestFactory
  @DisplayName("F26 statements prepared on the server")
  Stream<DynamicContainer> preparedOnTheServer() {
    List<Group> groups = new ArrayList<>();
    for (Group group : OracleCases.prepared()) {
      groups.add(
          new Group(
              group.name(),
              group.cases().stream().map(c -> c.connection("useServerPrepStmts=true")).toList()));
    }
    return tests(oracle, groups);
  }

  @TestFactory
  @DisplayName("F21 F22 writes")
  Stream<DynamicContainer> writes() {
    return tests(oracle, WriteCases.all());
  }

  @TestFactory
  @DisplayName("F24 clauses that group, join and order")
  Stream<DynamicContainer> groupsAndJoins() {
    return tests(oracle, ClauseCases.clauses());
  }

  @TestFactory
  @DisplayName("F24 what MariaDB has not, or the driver refuses there")
  Stream<DynamicContainer> onMySql() {
    assumeFalse(TestServer.get().isMariaDb(), "skipped: this is about MySQL");
    return tests(oracle, ClauseCases.onMySql());
  }

  @TestFactory
  @DisplayName("F24 blocks inside blocks")
  Stream<DynamicContainer> nestedBlocks() {
    return tests(oracle, ClauseCases.blocks());
  }

  @TestFactory
  @DisplayName("F28 short circuits")
  Stream<DynamicContainer> shortCircuits() {
    return tests(oracle, ClauseCases.shortCircuits());
  }

  @TestFactory
  @DisplayName("F25 writes of all kinds")
  Stream<DynamicContainer> allWrites() {
    return tests(oracle, ClauseCases.writes());
  }

  static Stream<DynamicContainer> tests(Oracle oracle, List<Group> groups) {
    return groups.stream()
        .map(
            group ->
                DynamicContainer.dynamicContainer(
                    group.name(),
                    group.cases().stream()
                        .map(
                            oracleCase ->
                                DynamicTest.dynamicTest(
                                    oracleCase.describe(), () -> check(oracle, oracleCase)))));
  }

  private static void check(Oracle oracle, OracleCase oracleCase) throws SQLException {
    Optional<Difference> difference = oracle.compare(oracleCase);
    difference.ifPresent(found -> fail(found.toString()));
  }
}
