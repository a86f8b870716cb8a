package org.auroraml.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.jdbc.forwarding.ForwardingResultSet;

/** Connector/J's result set, which knows the statement that the user made it with (feature F91). */
final class AuroraResultSet extends ForwardingResultSet {
  private final Statement statement;

  AuroraResultSet(ResultSet delegate, Statement statement) {
    super(delegate);
    this.statement = statement;
  }

  @Override
  public Statement getStatement() throws SQLException {
    // The delegate checks that the result set is open.
    return delegate().getStatement() == null ? null : statement;
  }

  boolean wraps(ResultSet resultSet) {
    return delegate() == resultSet;
  }
}
