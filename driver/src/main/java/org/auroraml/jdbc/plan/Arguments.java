package org.auroraml.jdbc.plan;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.batching.ModelInput;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.SqlType;

/**
 * The arguments of a call as SQL: each brought to the type of its parameter by the server, since
 * that is what a real function would receive.
 *
 * @param types the parameters' types
 * @param values the arguments, each of its parameter's type
 * @param written the arguments as the statement has them
 * @param group what tells a group of rows, where the call's value is found by that
 * @param digested whether a value is found by a digest of the arguments in any case
 */
record Arguments(
    List<SqlType> types,
    List<SqlFragment> values,
    List<SqlFragment> written,
    Optional<List<SqlFragment>> group,
    boolean digested) {
  /**
   * Arguments of a call.
   *
   * @param written the arguments as the statement has them, inner calls replaced
   * @param group what tells a group of rows, where the call's value is found by that
   * @param strict whether a value that does not fit its parameter is an error
   */
  static Arguments of(
      List<SqlType> types,
      List<SqlFragment> written,
      Optional<List<SqlFragment>> group,
      boolean strict) {
    ParameterAssignment assignment = new ParameterAssignment(strict);
    List<SqlFragment> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(assignment.assigned(types.get(i), written.get(i)));
    }
    return new Arguments(types, values, written, group, false);
  }

  /**
   * Arguments of a call.
   *
   * @param known the statement with the values of inner calls
   * @param group what tells a group of rows, where the call's value is found by that
   * @param strict whether a value that does not fit its parameter is an error
   */
  static Arguments of(
      CallSite site, SourceRewriter known, Optional<List<SqlFragment>> group, boolean strict) {
    return of(
        site.function().parameters(),
        site.arguments().stream().map(argument -> known.render(argument.range())).toList(),
        group,
        strict);
  }

  static SqlFragment wrap(String before, SqlFragment value, String after) {
    return SqlFragment.text(before).append(value).append(after);
  }

  /** These arguments, found by a digest of them. */
  Arguments digestedOnes() {
    return new Arguments(types, values, written, group, true);
  }

  /** These arguments, found by themselves. */
  Arguments ungrouped() {
    return new Arguments(types, values, written, Optional.empty(), digested);
  }

  /** These arguments, found by the same kind of key as {@code gathered}. */
  Arguments foundAs(Arguments gathered) {
    return gathered.group.isPresent() ? this : ungrouped();
  }

  /** Whether the one argument is a number, and so its own key: three times as fast as a digest. */
  boolean isOwnKey() {
    return group.isEmpty() && !digested && types.size() == 1 && types.get(0).isNumber();
  }

  /** The type of the key in the looked-up table. */
  String keyType() {
    if (!isOwnKey()) {
      return "CHAR(32) CHARACTER SET latin1 COLLATE latin1_bin";
    }
    SqlType type = types.get(0);
    if (type.isInteger()) {
      return type.unsigned() && type.base() == SqlType.Base.BIGINT ? "BIGINT UNSIGNED" : "BIGINT";
    }
    return type.base() == SqlType.Base.DECIMAL
        ? "DECIMAL(" + type.precision() + "," + type.scale().orElse(0) + ")"
        : "DOUBLE";
  }

  /** The key by which a row finds its value. */
  SqlFragment key() {
    return isOwnKey() ? values.get(0) : wrap("CONVERT(", digest(), " USING latin1)");
  }

  /**
   * A digest of all arguments. Not over JSON_ARRAY: that collides (TIME beyond 32 hours, FLOAT on
   * MariaDB), and is NULL beyond max_allowed_packet.
   */
  SqlFragment digest() {
    List<SqlFragment> parts = group.orElse(values);
    if (parts.size() == 1) {
      return wrap("IFNULL(MD5(", parts.get(0), "),'-')");
    }
    SqlFragment digest = SqlFragment.text("MD5(CONCAT(");
    for (int i = 0; i < parts.size(); i++) {
      digest =
          digest.append(wrap(i == 0 ? "IFNULL(MD5(" : ",',',IFNULL(MD5(", parts.get(i), "),'-')"));
    }
    return digest.append("))");
  }

  /** Whether the server must compute the keys while gathering; else the client can. */
  boolean keyIsGathered() {
    return group.isPresent() || digested || types.size() > 1;
  }

  /** The select list that gathers the arguments, after the key where the server computes it. */
  List<SqlFragment> gatheredColumns() {
    if (!keyIsGathered()) {
      return values;
    }
    List<SqlFragment> columns = new ArrayList<>();
    columns.add(digest());
    columns.addAll(values);
    return columns;
  }

  /** The arguments as a select list. */
  SqlFragment list() {
    return list(values);
  }

  private static SqlFragment list(List<SqlFragment> columns) {
    SqlFragment list = columns.get(0);
    for (SqlFragment column : columns.subList(1, columns.size())) {
      list = list.append(",").append(column);
    }
    return list;
  }

  /** Reads the arguments of the current row, the first of which is column {@code first}. */
  ModelInput input(ArgumentRows row, int first) throws SQLException {
    if (types.size() == 1) {
      return ModelInput.of(read(row, first, types.get(0)));
    }
    List<String> arguments = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      arguments.add(read(row, first + i, types.get(i)));
    }
    return new ModelInput(arguments);
  }

  private static String read(ArgumentRows row, int column, SqlType type) throws SQLException {
    byte[] bytes = row.bytes(column);
    if (bytes == null) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // The column was seen as a DOUBLE; the function would have received the nearest FLOAT.
    return type.base() == SqlType.Base.FLOAT ? floatText(text) : text;
  }

  private static String floatText(String text) {
    float value = Float.parseFloat(text);
    return value == Math.rint(value) && Math.abs(value) < 1e7f
        ? Integer.toString((int) value)
        : Float.toString(value);
  }
}
