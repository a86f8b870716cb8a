package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * In strict mode a text that is no number can't be a numeric argument. Whether an argument is a
 * text only the server knows; if so, it is also asked of each row whether the text is a number.
 *
 * @param session the session
 * @param steps runs queries
 * @param rewriter the statement with the values that are known
 * @param with its WITH clause
 * @param from the table references that the arguments are of
 */
record NumberArguments(
    Session session,
    StepRunner steps,
    SourceRewriter rewriter,
    Optional<SourceRange> with,
    SourceRange from) {

  /**
   * An argument that is a text.
   *
   * @param call which of the calls
   * @param isNumber 0 where the text is no number
   * @param failure what such a text is
   */
  record Text(int call, SqlFragment isNumber, Supplier<SQLException> failure) {
    /** A row's value of {@link #isNumber} where the text is no number. */
    static final char NO = '0';
  }

  /** A numeric argument of a call. */
  private record Numeric(int call, int argument) {}

  /** The arguments that are texts; none where the session is not strict. */
  List<Text> texts(List<MlFunction> functions, List<Arguments> calls) throws SQLException {
    List<Numeric> numeric = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      for (int j = 0; j < calls.get(i).types().size(); j++) {
        if (session.strict() && calls.get(i).types().get(j).isNumber()) {
          numeric.add(new Numeric(i, j));
        }
      }
    }
    if (numeric.isEmpty()) {
      return List.of();
    }
    List<Text> texts = new ArrayList<>();
    List<SqlFragment> written =
        numeric.stream().map(n -> calls.get(n.call()).written().get(n.argument())).toList();
    try (PreparedStatement statement = steps.prepare(types(written));
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData types = none.getMetaData();
      for (int i = 0; i < numeric.size(); i++) {
        if (ArgumentCheck.isText(types.getColumnType(i + 1))) {
          Numeric n = numeric.get(i);
          texts.add(
              new Text(
                  n.call(),
                  Arguments.wrap(
                      "(CONVERT(",
                      written.get(i),
                      " USING utf8mb4) REGEXP '" + ArgumentCheck.NUMBER + "')"),
                  () ->
                      SqlErrors.incorrectArgument(
                          functions.get(n.call()).qualifiedName(),
                          n.argument() + 1,
                          calls.get(n.call()).types().get(n.argument()),
                          session.mariaDb())));
        }
      }
    }
    return texts;
  }

  private SqlFragment types(List<SqlFragment> expressions) {
    SqlFragment.Builder sql = SqlFragment.builder();
    with.ifPresent(clause -> sql.append(rewriter.render(clause)).append(" "));
    for (int i = 0; i < expressions.size(); i++) {
      sql.append(i == 0 ? "SELECT (" : ", (").append(expressions.get(i)).append(")");
    }
    return sql.append(" FROM ").append(rewriter.render(from)).append(" LIMIT 0").build();
  }
}
