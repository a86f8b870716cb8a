package org.auroraml.jdbc.administration;

import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.plan.Administration;

/**
 * {@code FLUSH STATUS}: where the server's user may, its variables and ours begin from 0 again, the
 * session's and those of all connections (feature F45).
 *
 * @param statement the user's
 */
record FlushStatus(String statement) implements Administration {
  @Override
  public SqlFragment sql(Steps steps) {
    return SqlFragment.text(statement);
  }

  @Override
  public void done(Steps steps) {
    steps.services().serverStatus().flush();
    steps.services().sessionStatus().flush();
  }
}
