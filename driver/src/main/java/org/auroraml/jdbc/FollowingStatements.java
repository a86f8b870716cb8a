package org.auroraml.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The statements after the first one of a text (allowMultiQueries), where one of the text's
 * statements has ML calls: each has run on a statement of its own, and {@link
 * java.sql.Statement#getMoreResults()} goes from one to the next. Where one fails, those after it
 * do not run, and the execution of the text fails, as with Connector/J.
 */
final class FollowingStatements {
  static final FollowingStatements NONE = new FollowingStatements();

  private final List<Ran> all = new ArrayList<>();
  private Iterator<Ran> waiting = all.iterator();
  private AuroraStatement shown;

  private FollowingStatements() {}

  /** A statement that has run, and whether its first result is a result set. */
  private record Ran(AuroraStatement statement, boolean isResultSet) {}

  /**
   * Runs statements.
   *
   * @param statements gives each a statement of its own
   */
  static FollowingStatements run(List<String> texts, Source statements) throws SQLException {
    FollowingStatements following = new FollowingStatements();
    try {
      for (String sql : texts) {
        AuroraStatement statement = statements.create();
        following.all.add(new Ran(statement, false));
        following.all.set(following.all.size() - 1, new Ran(statement, statement.execute(sql)));
      }
    } catch (SQLException e) {
      following.close();
      throw e;
    }
    following.waiting = following.all.iterator();
    return following;
  }

  /** Makes statements. */
  @FunctionalInterface
  interface Source {
    AuroraStatement create() throws SQLException;
  }

  /** The statement whose results the user asks for; null while that is the first one. */
  AuroraStatement shown() {
    return shown;
  }

  /** Whether there is a result after those of the statement that is shown. */
  boolean hasNext() {
    return waiting.hasNext();
  }

  /** Goes to the next statement, and tells whether its first result is a result set. */
  boolean next() {
    Ran next = waiting.next();
    shown = next.statement();
    return next.isResultSet();
  }

  void close() throws SQLException {
    for (Ran ran : all) {
      ran.statement().close();
    }
  }
}
