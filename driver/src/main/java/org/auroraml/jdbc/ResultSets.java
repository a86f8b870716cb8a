package org.auroraml.jdbc;

import java.sql.ResultSet;
import java.sql.Statement;

/** The result sets of one statement: the same one of Connector/J is the same one of ours. */
final class ResultSets {
  private final Statement statement;
  private AuroraResultSet last;

  ResultSets(Statement statement) {
    this.statement = statement;
  }

  ResultSet wrap(ResultSet resultSet) {
    if (resultSet == null) {
      return null;
    }
    if (last == null || !last.wraps(resultSet)) {
      last = new AuroraResultSet(resultSet, statement);
    }
    return last;
  }
}
