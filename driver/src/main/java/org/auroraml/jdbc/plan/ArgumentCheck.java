package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.ModelInput;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.SqlType;

/**
 * The errors of strict mode for arguments that do not fit their parameters. MySQL assigns a stored
 * function's argument to its parameter; the CAST that gathers it only warns.
 */
final class ArgumentCheck {
  /** ER_TRUNCATED_WRONG_VALUE: some text was cast to a number, in the argument or elsewhere. */
  private static final int TRUNCATED = 1292;

  static final String NUMBER =
      "^[[:space:]]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[[:space:]]*$";

  private final Session session;
  private final StepRunner steps;

  ArgumentCheck(Session session, StepRunner steps) {
    this.session = session;
    this.steps = steps;
  }

  /**
   * Checks what a query has gathered.
   *
   * @param rows where the arguments come from; empty where they depend on no rows
   * @param query the query, after its rows were read
   */
  void check(
      MlFunction function,
      Arguments arguments,
      List<ModelInput> inputs,
      Optional<GatherQuery> rows,
      PreparedStatement query)
      throws SQLException {
    if (!session.strict()) {
      return;
    }
    ParameterAssignment assignment = new ParameterAssignment(true);
    for (ModelInput input : inputs) {
      assignment.require(function, input);
    }
    boolean warned = hasTruncated(query) || hasZero(arguments, inputs);
    for (int i = 0; i < arguments.types().size(); i++) {
      SqlType type = arguments.types().get(i);
      if (warned && type.isNumber()) {
        checkNumber(function, type, i, arguments.written().get(i), rows);
      }
    }
  }

  private static boolean hasTruncated(PreparedStatement query) throws SQLException {
    for (SQLWarning w = query.getWarnings(); w != null; w = w.getNextWarning()) {
      if (w.getErrorCode() == TRUNCATED) {
        return true;
      }
    }
    return false;
  }

  /** MySQL casts the empty text to 0 without a warning. */
  private boolean hasZero(Arguments arguments, List<ModelInput> inputs) {
    for (int i = 0; i < arguments.types().size() && !session.mariaDb(); i++) {
      int argument = i;
      if (arguments.types().get(i).isNumber()
          && inputs.stream().anyMatch(input -> "0".equals(input.argument(argument)))) {
        return true;
      }
    }
    return false;
  }

  /** The server is asked for a text among the arguments that is no number; it rarely has to be. */
  private void checkNumber(
      MlFunction function,
      SqlType type,
      int index,
      SqlFragment argument,
      Optional<GatherQuery> rows)
      throws SQLException {
    if (!isText(argument, rows)) {
      return;
    }
    SqlFragment query =
        Arguments.wrap("SELECT 1 FROM (", select(argument, rows), "")
            .append(
                ") auroraml_a WHERE NOT (CONVERT(a USING utf8mb4) REGEXP '"
                    + NUMBER
                    + "') LIMIT 1");
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      if (result.next()) {
        throw SqlErrors.incorrectArgument(
            function.qualifiedName(), index + 1, type, session.mariaDb());
      }
    }
  }

  private boolean isText(SqlFragment argument, Optional<GatherQuery> rows) throws SQLException {
    return isText(type(argument, rows));
  }

  /** The argument's own type, without reading a row. */
  private int type(SqlFragment argument, Optional<GatherQuery> rows) throws SQLException {
    SqlFragment query = select(argument, rows).append(" LIMIT 0");
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      return result.getMetaData().getColumnType(1);
    }
  }

  private static SqlFragment select(SqlFragment argument, Optional<GatherQuery> rows) {
    SqlFragment select = Arguments.wrap("SELECT (", argument, ") AS a");
    return rows.map(from -> from.with().append(select).append(from.from())).orElse(select);
  }

  static boolean isText(int type) {
    return type == Types.CHAR || type == Types.VARCHAR || type == Types.LONGVARCHAR;
  }
}
