package org.auroraml.test.oracle;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.oracle.OracleCases.Group;
import org.auroraml.test.oracle.OverlayCases.Fetch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * F30: results whose models are asked while they are read give what a stored function gives,
 * however rows come from the server: values with their types, texts and bytes, labels, types of
 * columns, errors.
 */
class OverlayOracleTest {
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
  @DisplayName("F30 fetch size 0: all rows in memory")
  Stream<DynamicContainer> buffered() {
    return tests(OverlayCases.all(Fetch.BUFFERED));
  }

  @TestFactory
  @DisplayName("F30 useCursorFetch: rows in pieces of the fetch size")
  Stream<DynamicContainer> cursor() {
    return tests(OverlayCases.all(Fetch.CURSOR));
  }

  @TestFactory
  @DisplayName("F30 fetch size Integer.MIN_VALUE: row by row from the wire")
  Stream<DynamicContainer> streamed() {
    return tests(OverlayCases.all(Fetch.STREAMED));
  }

  @TestFactory
  @DisplayName("F30 useServerPrepStmts: the binary protocol")
  Stream<DynamicContainer> preparedOnTheServer() {
    return tests(OverlayCases.all(Fetch.SERVER_PREPARED));
  }

  private static Stream<DynamicContainer> tests(List<Group> groups) {
    return OracleTest.tests(oracle, groups);
  }
}
