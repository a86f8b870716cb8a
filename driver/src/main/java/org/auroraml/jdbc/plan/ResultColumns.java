package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.Underlying;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;

/**
 * What the columns of a statement's result will be, before it runs: the server prepares the user's
 * own text, whose calls are stored functions for it. Where it does not know them, NULLs of their
 * types stand in their place.
 */
public record ResultColumns(Session session, FunctionRegistry registry) {

  /**
   * Asks the server, no model.
   *
   * @return null if there will be no result set, and for EXPLAIN and administrative statements,
   *     whose columns no server tells before they run
   * @throws SQLException if the server does not take the statement
   */
  public ResultSetMetaData of(Plan plan) throws SQLException {
    if (plan instanceof Plan.Answer answer) {
      return prepared(answer.sql().sql());
    } else if (plan instanceof Plan.Analyze || plan.readable().isEmpty()) {
      return null;
    }
    Plan.Evaluate lookups = Planner.lookups(plan);
    try {
      return prepared(lookups.statement().text());
    } catch (SQLException e) {
      if (e.getErrorCode() != SqlErrors.NO_SUCH_FUNCTION) {
        throw e;
      }
      return prepared(withoutCalls(lookups));
    }
  }

  private ResultSetMetaData prepared(String text) throws SQLException {
    try (PreparedStatement statement =
        Underlying.of(session.connection())
            .serverPrepareStatement(
                text, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      return statement.getMetaData();
    }
  }

  private String withoutCalls(Plan.Evaluate lookups) {
    ParsedStatement statement = lookups.statement();
    SourceRewriter rewriter = new SourceRewriter(statement);
    for (FunctionCall call : statement.calls()) {
      Optional<MlFunction> function = registry.find(call.name(), session.database());
      if (function.isPresent()) {
        rewriter.replace(call.range(), LookupTable.none(function.get(), session.dialect()));
      }
    }
    for (SelectItem item : lookups.parts().labelled()) {
      int end = item.range().end();
      rewriter.replace(
          new SourceRange(end, end), SqlFragment.text(" AS " + Literals.identifier(item.label())));
    }
    return rewriter.renderAll().sql();
  }
}
