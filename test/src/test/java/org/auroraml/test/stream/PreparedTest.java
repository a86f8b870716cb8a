package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F26: prepared statements with functions that are run again and again. */
class PreparedTest extends OnBothSides {
  @Test
  @DisplayName("F26 a statement that runs again is not parsed again, however long it is")
  void parsedOnce() throws SQLException {
    String sql =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(Integer::toString)
            .collect(
                Collectors.joining(",", "SELECT id, f(x) FROM t WHERE id = ? AND id IN (", ")"));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadAllocatedBytes();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      long prepared = threads.getCurrentThreadAllocatedBytes() - start;
      for (int id = 1; id <= 3; id++) {
        statement.setInt(1, id);
        start = threads.getCurrentThreadAllocatedBytes();
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rest(rows)).isEqualTo(rows(id, id));
        }
        long executed = threads.getCurrentThreadAllocatedBytes() - start;
        if (side == FunctionSide.ML) {
          // Its tokens and their tree take more than a few copies of the text.
          assertThat(executed).isLessThan(prepared / 2);
        }
      }
    }
  }

  @Test
  @DisplayName("F26 parameters in arguments and elsewhere: number, types and modes")
  void parameterMetaData() throws SQLException {
    String sql = "SELECT f(x + ?), s(?) FROM t WHERE id < ? LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(4);
    }
    try (Connection other = connect("generateSimpleParameterMetadata=true")) {
      assertThat(described(other, sql)).hasSize(4).containsOnly("VARCHAR java.lang.String 1");
    }
  }

  @Test
  @DisplayName(
      "F26 parameters of a statement that the server prepares, where it knows the function")
  void parameterMetaDataOfServer() throws SQLException {
    if (side != FunctionSide.ML) {
      return;
    }
    String sql = "SELECT %s(id + ?) FROM t WHERE x < ? LIMIT ?";
    try (Connection catalog = database.connect("useServerPrepStmts=true", "functions=catalog");
        Connection mysql = database.connectMysql("useServerPrepStmts=true")) {
      MlDatabase.execute(catalog, side.definition("ours", "DOUBLE", "DOUBLE"));
      MlDatabase.execute(mysql, FunctionSide.STORED.definition("theirs", "DOUBLE", "DOUBLE"));
      assertThat(described(catalog, sql.formatted("ours")))
          .isEqualTo(described(mysql, sql.formatted("theirs")));
    }
  }

  private static List<String> described(Connection connection, String sql) throws SQLException {
    List<String> described = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ParameterMetaData parameters = statement.getParameterMetaData();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        described.add(
            parameters.getParameterTypeName(i)
                + " "
                + parameters.getParameterClassName(i)
                + " "
                + parameters.getParameterMode(i));
      }
    }
    return described;
  }
}
