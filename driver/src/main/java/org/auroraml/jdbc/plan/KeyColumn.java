package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.type.Literals;

/**
 * A column of a key whose values go through a JSON text and come back as they were, with the type
 * by which the server finds rows by the index.
 *
 * @param name its name, quoted
 * @param type the type that JSON_TABLE gives its values
 * @param form what they look like in the JSON text
 */
record KeyColumn(String name, String type, Form form) {
  private static final Pattern NUMBER =
      Pattern.compile("((?:tiny|small|medium|big)?int|decimal)(\\(.*\\))?( unsigned)?( zerofill)?");

  private static final Pattern TEXT = Pattern.compile("(?:var)?char\\(\\d+\\)");
  private static final Pattern BYTES = Pattern.compile("(?:var)?binary\\((?<length>\\d+)\\)");

  /** MySQL takes no date with a zero in it from JSON where sql_mode has NO_ZERO_DATE. */
  private static final Pattern WHOLE_SECONDS = Pattern.compile("date|datetime(\\(0\\))?");

  /** The forms of values, as SQL that makes one of a column, and that makes a value of one. */
  enum Form {
    TEXT("%s", "%s"),
    NUMBER("%s + 0", "%s"),
    HEXADECIMAL("HEX(%s)", "UNHEX(%s)");

    private final String write;
    private final String read;

    Form(String write, String read) {
      this.write = write;
      this.read = read;
    }
  }

  /**
   * Asks the server for the columns of a key.
   *
   * @param table the table's name, as SQL
   * @return empty if one is of another type
   */
  static Optional<List<KeyColumn>> of(TableKey key, String table, StepRunner steps)
      throws SQLException {
    List<KeyColumn> columns = new ArrayList<>();
    for (String name : key.columns()) {
      of(name, table, steps).ifPresent(columns::add);
    }
    return columns.size() == key.columns().size() ? Optional.of(columns) : Optional.empty();
  }

  private static Optional<KeyColumn> of(String name, String table, StepRunner steps)
      throws SQLException {
    try (PreparedStatement statement =
            steps.prepare(SqlFragment.text("SHOW FULL COLUMNS FROM " + table));
        ResultSet columns = statement.executeQuery()) {
      while (columns.next()) {
        if (Literals.identifier(columns.getString("Field")).equals(name)) {
          String type = columns.getString("Type").toLowerCase(Locale.ROOT);
          return of(name, type, columns.getString("Collation"));
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<KeyColumn> of(String name, String type, String collation) {
    Matcher number = NUMBER.matcher(type);
    if (number.matches()) {
      String unsigned = number.group(3) == null ? "" : number.group(3);
      String size = number.group(1).equals("decimal") ? number.group(2) : "";
      return Optional.of(new KeyColumn(name, number.group(1) + size + unsigned, Form.TEXT));
    }
    if (WHOLE_SECONDS.matcher(type).matches()) {
      return Optional.of(new KeyColumn(name, "BIGINT", Form.NUMBER));
    }
    if (TEXT.matcher(type).matches()) {
      return Optional.of(new KeyColumn(name, type + " COLLATE " + collation, Form.TEXT));
    }
    Matcher bytes = BYTES.matcher(type);
    return bytes.matches()
        ? Optional.of(
            new KeyColumn(
                name,
                "VARCHAR(" + 2 * Integer.parseInt(bytes.group("length")) + ") COLLATE latin1_bin",
                Form.HEXADECIMAL))
        : Optional.empty();
  }

  /** SQL that gives what goes into the JSON text. */
  String written(String qualifier) {
    return form.write.formatted(qualifier + name);
  }

  /** SQL that gives the value again. */
  String read(String column) {
    return form.read.formatted(column);
  }
}
