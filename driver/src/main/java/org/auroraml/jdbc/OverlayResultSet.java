package org.auroraml.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.auroraml.jdbc.forwarding.ForwardingResultSet;
import org.auroraml.jdbc.stream.OverlayResult;

/** The result set of a SELECT whose models are asked while it is read. */
final class OverlayResultSet extends ForwardingResultSet {
  private final OverlayResult result;
  private final Statement statement;

  OverlayResultSet(OverlayResult result, Statement statement) {
    super(result.seen());
    this.result = result;
    this.statement = statement;
  }

  @Override
  public Statement getStatement() throws SQLException {
    // The delegate checks that the result set is open.
    return delegate().getStatement() == null ? null : statement;
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }

  boolean shows(OverlayResult other) {
    return result == other;
  }
}
