package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The keys that the elements of a batch have generated. */
final class BatchKeys {
  private final List<String> keys = new ArrayList<>();

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Adds those of the statement that has just run. */
  void addOf(Statement statement) throws SQLException {
    try (ResultSet generated = statement.getGeneratedKeys()) {
      while (generated.next()) {
        keys.add(generated.getString(1));
      }
    }
  }

  /** Asked of the server as literals, so that types and conversions are the real ones. */
  ResultSet askFor(Connection connection) throws SQLException {
    StringBuilder sql = new StringBuilder();
    for (String key : keys) {
      sql.append(sql.isEmpty() ? "" : " UNION ALL ")
          // A BIGINT UNSIGNED that may be NULL, as Connector/J describes it; MariaDB's CAST is
          // shorter.
          .append("SELECT NULLIF(~0 & ")
          .append(key)
          .append(", 0) AS GENERATED_KEY");
    }
    Statement literals = connection.createStatement();
    literals.closeOnCompletion();
    return literals.executeQuery(sql.toString());
  }
}
