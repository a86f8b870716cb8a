package org.auroraml.jdbc.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * ML functions are stored functions on the server, whose COMMENT carries the ALIAS clause and whose
 * body only signals that the driver evaluates them. So the server itself shares, replicates, dumps,
 * grants and drops them.
 */
public record CatalogStore() implements FunctionStore {
  /** MESSAGE_TEXT of SIGNAL holds 128 characters (manual, section 13.6.7.5). */
  private static final int MESSAGE_LENGTH = 128;

  /** What both servers print before a routine's comment: one clause a line. */
  private static final Pattern HEAD =
      Pattern.compile("\\A(.*?)\\n    NO SQL(\\n    SQL SECURITY INVOKER)?\\n", Pattern.DOTALL);

  /**
   * Two queries, since joined they take three times as long on a server with 1,000 routines. The
   * comment is read and not SHOW CREATE FUNCTION, which a user with EXECUTE alone can't see.
   */
  private static final String ROUTINES =
      "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, DTD_IDENTIFIER, ROUTINE_COMMENT"
          + " FROM information_schema.ROUTINES"
          + " WHERE ROUTINE_TYPE = 'FUNCTION' AND UPPER(ROUTINE_COMMENT) LIKE 'ALIAS AWS%'";

  private static final String PARAMETERS =
      "SELECT SPECIFIC_SCHEMA, SPECIFIC_NAME, DTD_IDENTIFIER, ORDINAL_POSITION"
          + " FROM information_schema.PARAMETERS WHERE ROUTINE_TYPE = 'FUNCTION'"
          + " ORDER BY SPECIFIC_SCHEMA, SPECIFIC_NAME, ORDINAL_POSITION";

  @Override
  public List<MlFunction> load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<String[]> routines = rows(statement, ROUTINES);
      if (routines.isEmpty()) {
        return List.of();
      }
      Map<String, List<SqlType>> parameters = new HashMap<>();
      for (String[] row : rows(statement, PARAMETERS)) {
        List<SqlType> types =
            parameters.computeIfAbsent(row[0] + "." + row[1], key -> new ArrayList<>());
        // Position 0 is what a function returns: each has it.
        if (!row[3].equals("0")) {
          types.add(SqlType.parse(row[2]));
        }
      }
      List<MlFunction> functions = new ArrayList<>();
      for (String[] row : routines) {
        List<SqlType> types = parameters.get(row[0] + "." + row[1]);
        if (types != null) {
          // Else another client has dropped it between the queries.
          function(row, types).ifPresent(functions::add);
        }
      }
      return functions;
    }
  }

  private static List<String[]> rows(Statement statement, String sql) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getString(i + 1);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** A comment that somebody has damaged makes no ML function: calling it meets the stub. */
  private static Optional<MlFunction> function(String[] routine, List<SqlType> parameters)
      throws SQLException {
    try {
      ParsedStatement parsed =
          SqlParser.parse("CREATE FUNCTION f() RETURNS INT " + aliasOf(routine[3]), SqlMode.NONE);
      if (parsed.statement() instanceof CreateMlFunction create) {
        return Optional.of(
            new MlFunction(
                Optional.of(routine[0]),
                routine[1],
                parameters,
                false,
                SqlType.parse(routine[2]),
                FunctionDefinition.model(routine[1], create.alias()),
                0));
      }
      return Optional.empty();
    } catch (SqlSyntaxException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public String create(FunctionDefinition definition) {
    // NO SQL keeps error 1418 away where binary logging is on; a body without RETURN is refused.
    return definition.head()
        + definition.characteristics().securitySql()
        + " NO SQL COMMENT "
        + comment(definition.aliasText(), definition.characteristics().comment())
        + " BEGIN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = "
        + SqlErrors.STUB
        + ", MESSAGE_TEXT = "
        + quoted(message(definition.function()))
        + "; RETURN NULL; END";
  }

  private static String message(MlFunction function) {
    String message =
        "ML function "
            + function.qualifiedName()
            + " is evaluated by the auroraml driver; connect with jdbc:auroraml:";
    return message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH);
  }

  /** COMMENT and MESSAGE_TEXT take no hexadecimal literal; backslashes would depend on sql_mode. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The ALIAS clause and, on lines of its own, what the user has written after COMMENT. */
  private static String comment(String alias, Optional<String> literal) {
    if (literal.isEmpty()) {
      return quoted(alias);
    }
    String written = literal.get();
    int start = 0;
    while (written.charAt(start) != '\'' && written.charAt(start) != '"') {
      start++;
    }
    String quote = written.substring(start, start + 1);
    return quote + alias.replace(quote, quote + quote) + "\n" + written.substring(start + 1);
  }

  private static String aliasOf(String comment) {
    int end = comment.indexOf('\n');
    return end < 0 ? comment : comment.substring(0, end);
  }

  /** The comment that the catalogue has of a function; empty if it has no such function now. */
  public static Optional<String> comment(MlFunction function, Connection connection)
      throws SQLException {
    String query =
        "SELECT ROUTINE_COMMENT FROM information_schema.ROUTINES WHERE ROUTINE_TYPE = 'FUNCTION'"
            + " AND ROUTINE_SCHEMA = "
            + Literals.text(function.schema().orElseThrow())
            + " AND ROUTINE_NAME = "
            + Literals.text(function.name());
    try (Statement statement = connection.createStatement()) {
      return rows(statement, query).stream().map(row -> row[0]).findFirst();
    }
  }

  /**
   * The statement that creates a function again.
   *
   * @param stub the server's
   * @param comment as the catalogue has it
   */
  public static String shown(String stub, String comment) {
    Matcher head = HEAD.matcher(stub);
    if (!head.find()) {
      return stub;
    }
    String alias = aliasOf(comment);
    String own = comment.substring(alias.length());
    return head.group(1)
        + (head.group(2) == null ? "" : "\n    SQL SECURITY INVOKER")
        + (own.isEmpty() ? "" : "\n    COMMENT " + quoted(own.substring(1).replace("\\", "\\\\")))
        + "\n    "
        + alias;
  }

  @Override
  public String alter(MlFunction function, Characteristics changes, Connection connection)
      throws SQLException {
    String statement = "ALTER FUNCTION " + function.quotedName() + changes.securitySql();
    if (changes.comment().isEmpty()) {
      return statement;
    }
    String alias = comment(function, connection).map(CatalogStore::aliasOf).orElse("");
    return statement + " COMMENT " + comment(alias, changes.comment());
  }

  @Override
  public String drop(MlFunction function, String statement) {
    return statement;
  }
}
