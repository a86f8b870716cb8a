package org.auroraml.jdbc.error;

import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import org.auroraml.batching.ModelException;
import org.auroraml.jdbc.type.SqlType;
import org.auroraml.s3export.S3ExportException;

/**
 * Every exception of the driver's own making, with its SQLSTATE and vendor code. None has a
 * SQLSTATE of class 08 or 0A000 and none is an SQLTimeoutException for a model's failure:
 * connection pools evict healthy connections for those (feature F83).
 */
public final class SqlErrors {
  /** The stub of an ML function was run by the server itself. */
  public static final int STUB = 30001;

  /** A model could not be asked, or answered what can't be used. */
  public static final int MODEL = 30002;

  /** An argument that the model's service can't take. */
  public static final int MODEL_INPUT = 30003;

  /** Rows changed between the two readings of a statement. */
  public static final int ROWS_CHANGED = 30004;

  /** MySQL's ER_SP_DOES_NOT_EXIST. */
  public static final int NO_SUCH_FUNCTION = 1305;

  /** MySQL's ER_NOT_SUPPORTED_YET: a place where calls can't stand yet. */
  public static final int UNSUPPORTED = 1235;

  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int INTERRUPTED = 1317;
  private static final int TIMED_OUT = 3024;
  private static final int DBACCESS_DENIED = 1044;
  private static final int SPECIFIC_ACCESS_DENIED = 1227;
  private static final int PROCACCESS_DENIED = 1370;
  private static final int CANNOT_USER = 1396;
  private static final int ACCESS_DENIED_NO_PASSWORD = 1698;
  private static final int BINLOG_CREATE_ROUTINE_NEED_SUPER = 1419;

  /** SQLSTATE of a bad connection attribute, as Connector/J uses it. */
  private static final String INVALID_CONNECTION_ATTRIBUTE = "01S00";

  private static final String GENERAL = "HY000";
  private static final String SYNTAX_OR_ACCESS = "42000";

  private SqlErrors() {}

  /** A data source that was given another driver's URL; which is not told, it may hold secrets. */
  public static SQLException otherUrl(String dataSource) {
    return new SQLException(
        dataSource
            + " needs a URL that begins with jdbc:auroraml: (jdbc:auroraml://HOST:PORT/DATABASE, or"
            + " jdbc:auroraml:mysql:… before any other form of Connector/J), or serverName,"
            + " portNumber and databaseName and no URL.",
        INVALID_CONNECTION_ATTRIBUTE);
  }

  /** A statement that the driver refuses, before it has done anything. */
  public static SQLException unsupported(String message) {
    return new SQLException(message, SYNTAX_OR_ACCESS, UNSUPPORTED);
  }

  /** MySQL's ER_PARSE_ERROR. */
  public static SQLException syntax(String message, Throwable cause) {
    return new SQLException(message, SYNTAX_OR_ACCESS, 1064, cause);
  }

  /** F32: the binary log would get the model's values as text, with every statement. */
  public static SQLException statementLog() {
    return unsupported(
        "A statement that writes what ML functions give for rows can't run with"
            + " binlog_format=STATEMENT: it would log all of the model's values. SET SESSION"
            + " binlog_format = 'ROW' (or 'MIXED').");
  }

  /** MySQL's ER_SP_WRONG_NO_OF_ARGS, in its own words. */
  public static SQLException wrongArgumentCount(String function, int expected, int got) {
    return new SQLException(
        "Incorrect number of arguments for FUNCTION "
            + function
            + "; expected "
            + expected
            + ", got "
            + got,
        SYNTAX_OR_ACCESS,
        1318);
  }

  /** What strict mode says of a text that is no number: each server has its own code for it. */
  public static SQLException incorrectArgument(
      String function, int argument, SqlType type, boolean mariaDb) {
    boolean approximate = type.base() == SqlType.Base.DOUBLE || type.base() == SqlType.Base.FLOAT;
    boolean truncated = approximate && !mariaDb;
    return new SQLException(
        "Incorrect "
            + type.sql()
            + " value for argument "
            + argument
            + " of FUNCTION "
            + function
            + ": a text that is not a number.",
        truncated ? "01000" : mariaDb ? "22001" : GENERAL,
        truncated ? 1265 : 1366);
  }

  /** MySQL's ER_DATA_TOO_LONG. */
  public static SQLException argumentTooLong(String function, int argument, int length) {
    return new SQLException(
        "Data too long for argument "
            + argument
            + " of FUNCTION "
            + function
            + ": it holds "
            + length
            + " characters.",
        "22001",
        1406);
  }

  /** MySQL's ER_WARN_DATA_OUT_OF_RANGE. */
  public static SQLException argumentOutOfRange(String function, int argument, SqlType type) {
    return new SQLException(
        "Out of range value for argument "
            + argument
            + " of FUNCTION "
            + function
            + ": it is a "
            + type.sql()
            + ".",
        "22001",
        1264);
  }

  /** MySQL's ER_TRUNCATED_WRONG_VALUE. */
  public static SQLException incorrectDate(String function, int argument, SqlType type) {
    return new SQLException(
        "Incorrect " + type.sql() + " value for argument " + argument + " of FUNCTION " + function,
        "22001",
        1292);
  }

  /** MySQL's ER_SP_ALREADY_EXISTS, in its own words. */
  public static SQLException alreadyExists(String function) {
    return new SQLException("FUNCTION " + function + " already exists", SYNTAX_OR_ACCESS, 1304);
  }

  /** What the server says of CREATE FUNCTION, with the ways out. */
  public static SQLException functionNotCreated(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case BINLOG_CREATE_ROUTINE_NEED_SUPER ->
          advised(
              failure,
              "The server writes a binary log: ask for log_bin_trust_function_creators = 1 or the"
                  + " privilege SUPER, or keep functions elsewhere with the setting"
                  + " functions=file:PATH.");
      case DBACCESS_DENIED, PROCACCESS_DENIED ->
          advised(
              failure,
              "Ask for the privilege CREATE ROUTINE on the database, or keep functions elsewhere with"
                  + " the setting functions=file:PATH.");
      case SPECIFIC_ACCESS_DENIED ->
          advised(
              failure,
              "A DEFINER other than yourself takes SET_USER_ID or SUPER: leave the clause out, or keep"
                  + " functions elsewhere with the setting functions=file:PATH.");
      default -> failure;
    };
  }

  /** What the server says of the statements that a GRANT or REVOKE of a role becomes. */
  public static SQLException roleNotGranted(String roles, SQLException failure) {
    return switch (failure.getErrorCode()) {
      case DBACCESS_DENIED, SPECIFIC_ACCESS_DENIED, CANNOT_USER, ACCESS_DENIED_NO_PASSWORD ->
          advised(
              failure,
              "The privilege is the role "
                  + roles
                  + ", which is created where it is not there yet: that takes CREATE ROLE, and"
                  + " granting it ROLE_ADMIN or the role WITH ADMIN OPTION.");
      default -> failure;
    };
  }

  private static SQLException advised(SQLException failure, String advice) {
    return new SQLException(
        failure.getMessage() + " (" + advice + ")",
        failure.getSQLState(),
        failure.getErrorCode(),
        failure);
  }

  /** MySQL's ER_WRONG_USAGE: a privilege that is granted for the whole server alone. */
  public static SQLException globalPrivilege(String privilege) {
    return new SQLException(
        "Incorrect usage of DB GRANT and GLOBAL PRIVILEGES: " + privilege + " is granted ON *.*",
        GENERAL,
        1221);
  }

  /** MySQL's ER_SPECIFIC_ACCESS_DENIED_ERROR: requireInvokeRole, and the role is not active. */
  public static SQLException roleRequired(String privilege, String role) {
    return new SQLException(
        "Access denied; you need (at least one of) the "
            + privilege
            + " privilege(s) for this operation: the role "
            + role
            + " is not active. Ask for GRANT "
            + role
            + " TO your user, and SET ROLE "
            + role
            + " or have it among the default roles.",
        SYNTAX_OR_ACCESS,
        SPECIFIC_ACCESS_DENIED);
  }

  /** MySQL's ER_NO_DB_ERROR, in its own words. */
  public static SQLException noDatabase() {
    return new SQLException("No database selected", "3D000", 1046);
  }

  /** MySQL's ER_QUERY_INTERRUPTED, in its own words (feature F85). */
  public static SQLException interrupted() {
    return new SQLException("Query execution was interrupted", "70100", INTERRUPTED);
  }

  /** The same for what Connector/J or S3 says of a statement that was cancelled. */
  public static SQLException interrupted(Throwable cause) {
    SQLException interrupted = interrupted();
    interrupted.initCause(cause);
    return interrupted;
  }

  /**
   * MySQL's ER_QUERY_TIMEOUT, in its own words: setQueryTimeout's time is over.
   *
   * @param during what was done then
   */
  public static SQLTimeoutException timedOut(String during, Throwable cause) {
    return new SQLTimeoutException(
        "Query execution was interrupted, maximum statement execution time exceeded while "
            + during
            + " (setQueryTimeout).",
        GENERAL,
        TIMED_OUT,
        cause);
  }

  /** An argument whose value the model's service can't take. */
  public static SQLException modelInput(String message, Throwable cause) {
    return new SQLException(message, "22023", MODEL_INPUT, cause);
  }

  /** MySQL's ER_LOCAL_VARIABLE: SET GLOBAL of a variable that the driver keeps for a session. */
  public static SQLException sessionVariable(String variable, String setting) {
    return new SQLException(
        "Variable '"
            + variable
            + "' is a SESSION variable and can't be used with SET GLOBAL; sessions begin with the"
            + " value of the setting "
            + setting
            + " in the connection's URL.",
        GENERAL,
        1228);
  }

  /** MySQL's ER_INCORRECT_GLOBAL_LOCAL_VAR. */
  public static SQLException readOnlyVariable(String variable, String setting) {
    return new SQLException(
        "Variable '"
            + variable
            + "' is a read only variable: the setting "
            + setting
            + " in the connection's URL gives its value.",
        GENERAL,
        1238);
  }

  /** MySQL's ER_WRONG_VALUE_FOR_VAR. */
  public static SQLException variableValue(String variable, String accepted) {
    return new SQLException(
        "Variable '" + variable + "' can't be set to that value: it takes " + accepted + ".",
        SYNTAX_OR_ACCESS,
        1231);
  }

  /** MySQL's ER_WRONG_TYPE_FOR_VAR. */
  public static SQLException variableType(String variable, String accepted) {
    return new SQLException(
        "Incorrect argument type to variable '" + variable + "': it takes " + accepted + ".",
        SYNTAX_OR_ACCESS,
        1232);
  }

  /** What the batching module could not do, as the function's user should read it. */
  public static SQLException model(String function, ModelException failure) {
    return switch (failure.kind()) {
      case CANCELLED -> interrupted();
      case INPUT -> modelInput("ML function " + function + ": " + failure.getMessage(), failure);
      default ->
          new SQLException(
              "ML function " + function + ": " + failure.getMessage(), GENERAL, MODEL, failure);
    };
  }

  /** Why the value of one input is NULL, where {@code onMlError=null} makes it so (feature F84). */
  public static SQLWarning modelWarning(String function, ModelException failure) {
    return new SQLWarning(
        "ML function " + function + " gave NULL: " + failure.getMessage(),
        "01000",
        failure.kind() == ModelException.Kind.INPUT ? MODEL_INPUT : MODEL,
        failure);
  }

  /** The same where the model's answer does not fit RETURNS. */
  public static SQLWarning valueWarning(String function, SQLException misfit) {
    return new SQLWarning(
        "ML function " + function + " gave NULL: " + misfit.getMessage(),
        "01000",
        misfit.getErrorCode(),
        misfit);
  }

  /** What the export module could not do. */
  public static SQLException export(S3ExportException failure) {
    return failure.errorCode() == S3ExportException.INTERRUPTED
        ? interrupted()
        : new SQLException(failure.getMessage(), GENERAL, failure.errorCode(), failure);
  }

  /** The server met a stub where the driver saw no call. */
  public static SQLException hiddenCall(SQLException stub) {
    return new SQLException(
        stub.getMessage()
            + " (The call stands where the driver can't evaluate it: in a trigger, a stored routine, or"
            + " a view that is written. Call the function in the statement itself.)",
        stub.getSQLState(),
        STUB,
        stub);
  }

  /** The definer of a view may read what its user may not. */
  public static SQLException deniedInView(SQLException denied) {
    return new SQLException(
        denied.getMessage()
            + " (A view with ML functions is read with your own privileges, not with its definer's:"
            + " ask for those on the tables and functions in it.)",
        denied.getSQLState(),
        denied.getErrorCode(),
        denied);
  }

  /** A prepared statement with calls that were not known when it was prepared. */
  public static SQLException preparedTooEarly(SQLException failure) {
    return new SQLException(
        failure.getMessage()
            + " (The call was not known when the statement was prepared, since the function is new or"
            + " stands in a view: prepare it again.)",
        failure.getSQLState(),
        failure.getErrorCode(),
        failure);
  }

  /** A lookup found no value although all were gathered: the rows are no longer the same. */
  public static SQLException rowsChanged(SQLException miss) {
    return new SQLException(
        "Rows changed while their ML functions were evaluated; nothing was changed by this statement. Run it again, or inside a REPEATABLE READ transaction.",
        "40001",
        ROWS_CHANGED,
        miss);
  }

  /** An output parameter that is asked for before the call has run. */
  public static SQLException noOutput() {
    return new SQLException(
        "The statement has not been executed: its output parameters have no values yet.", "S1009");
  }

  /** Whether a statement failed since it was cancelled, or took too long. */
  public static boolean isInterruption(SQLException e) {
    return e instanceof MySQLStatementCancelledException
        || e instanceof SQLTimeoutException
        || e.getErrorCode() == INTERRUPTED
        || e.getErrorCode() == TIMED_OUT;
  }

  /** The answers of the server are not those of the driver's questions any more. */
  public static SQLException outOfTurn(Exception cause) {
    return new SQLException(
        "The connection was closed: after a statement was interrupted, or its cursor could not be"
            + " opened, the server's answers were no more those to the driver's questions.",
        "HY000",
        cause);
  }

  /**
   * What Connector/J says of a part of a statement that was cancelled, or took too long, in the
   * words that an interrupted model call has too; other failures as they are.
   */
  public static SQLException ofCancelled(SQLException e) {
    if (e instanceof MySQLStatementCancelledException) {
      return interrupted(e);
    }
    return e instanceof MySQLTimeoutException ? timedOut("the server ran a part of it", e) : e;
  }

  /** Whether a failure is the statement's own, and not that of its session, transaction or time. */
  public static boolean isOfStatement(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return !state.startsWith("08")
        && !state.startsWith("40")
        && !state.startsWith("70")
        && !(e instanceof SQLTimeoutException)
        && e.getErrorCode() != LOCK_WAIT_TIMEOUT;
  }
}
