package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * Model values on their way back to the server: JSON texts of (key, value) pairs, and the SQL that
 * finds a value in them.
 *
 * <p>Names inside the lookup begin with a prefix that the statement does not contain: the user's
 * argument stands among them and must not be taken for one of ours.
 */
final class LookupTable implements Lookup {
  /** Begins our names, unless the statement has such names too. */
  private static final String PREFIX = "auroraml_";

  private final String prefix;
  private final Arguments arguments;
  private final SqlType returns;
  private final int chunkLength;
  private final List<StringBuilder> chunks = new ArrayList<>();

  private final ReturnValues values;
  private final List<String[]> pendingText = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param prefix begins no name of the statement
   * @param chunkLength the most characters of one JSON text
   */
  LookupTable(
      String prefix,
      Arguments arguments,
      MlFunction function,
      Session.Dialect dialect,
      int chunkLength) {
    this.prefix = prefix;
    this.arguments = arguments;
    this.returns = function.returns();
    this.chunkLength = chunkLength;
    this.values = new ReturnValues(function, dialect);
  }

  @Override
  public Arguments arguments() {
    return arguments;
  }

  @Override
  public void add(String key, String value) {
    if (returns.isText()) {
      // Whether texts have numbers is known when all are there.
      values.add(value);
      pendingText.add(new String[] {key, value});
    } else {
      addPair(key, value);
    }
  }

  @Override
  public List<String> texts() {
    for (String[] pair : pendingText) {
      addPair(pair[0], values.number(pair[1]));
    }
    pendingText.clear();
    if (chunks.isEmpty()) {
      chunks.add(new StringBuilder("["));
    }
    return chunks.stream().map(chunk -> chunk + "]").toList();
  }

  private void addPair(String key, String value) {
    StringBuilder chunk = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (chunk == null || chunk.length() > chunkLength) {
      chunk = new StringBuilder("[");
      chunks.add(chunk);
    }
    chunk.append(chunk.length() == 1 ? "[" : ",[");
    JsonText.append(chunk, key);
    // Numbers as strings: a JSON number is read one unit in the last place off. No value for NULL.
    if (value != null) {
      JsonText.append(chunk.append(','), value);
    }
    chunk.append(']');
  }

  @Override
  public SqlFragment lookup(
      Arguments found, List<String> texts, Miss miss, Optional<SqlFragment> precondition) {
    SqlFragment lookup =
        named(
                "(SELECT MAX(auroraml_r.auroraml_v) FROM "
                    + table(texts)
                    + " auroraml_r WHERE auroraml_r.auroraml_k = ")
            .append(found.key())
            .append(having(SqlFragment.text("COUNT(*) = 0"), miss));
    return values.returned(when(condition(found, precondition), lookup));
  }

  /**
   * Whether the value of a call is wanted for a row and is not here: 1 or 0, never NULL.
   *
   * @param texts SQL for each JSON text, in the order of {@link #texts()}
   * @param precondition where it does not hold for a row, no value is wanted
   */
  SqlFragment isMissing(List<String> texts, Optional<SqlFragment> precondition) {
    SqlFragment missing =
        named(
                "(SELECT COUNT(*) FROM "
                    + table(texts)
                    + " auroraml_r WHERE auroraml_r.auroraml_k = ")
            .append(arguments.key())
            .append(") = 0");
    return condition(arguments, precondition)
        .map(
            wanted ->
                Arguments.wrap("(CASE WHEN ", wanted, " THEN ")
                    .append(missing)
                    .append(" ELSE 0 END)"))
        .orElse(Arguments.wrap("(", missing, ")"));
  }

  /**
   * The SQL for a call whose argument holds the call of {@code inner}. With the inner look-up in
   * its key the outer one would read its whole table for every row; joined, both are read by key.
   *
   * @param found the arguments at the place of the call, with {@link #innerValue()} for the inner
   *     call
   * @param inner the inner call's values
   * @param innerFound what is looked up there
   */
  SqlFragment lookupThrough(
      Arguments found,
      List<String> texts,
      LookupTable inner,
      Arguments innerFound,
      List<String> innerTexts,
      Miss miss) {
    SqlFragment without =
        named("COUNT(auroraml_i.auroraml_k) = 0 OR COUNT(auroraml_r.auroraml_k) = 0");
    if (found.isOwnKey()) {
      // A NULL number has no row, and its value is NULL.
      without = without.append(Arguments.wrap(" AND COUNT(", found.key(), ") > 0"));
    }
    return values.returned(
        named(
                "(SELECT MAX(auroraml_r.auroraml_v) FROM "
                    + inner.table(innerTexts)
                    + " auroraml_i LEFT JOIN "
                    + table(texts)
                    + " auroraml_r ON auroraml_r.auroraml_k = ")
            .append(found.key())
            .append(named(" WHERE auroraml_i.auroraml_k = "))
            .append(innerFound.key())
            .append(having(Arguments.wrap("(", without, ")"), miss)));
  }

  /** A value of this table where it is the inner one of a look-up. */
  SqlFragment innerValue() {
    return values.returned(named("auroraml_i.auroraml_v"));
  }

  private static SqlFragment having(SqlFragment without, Miss miss) {
    if (miss.isNull()) {
      return SqlFragment.text(")");
    }
    SqlFragment missed =
        miss.guard().map(g -> without.append(SqlFragment.text(" AND ")).append(g)).orElse(without);
    return Arguments.wrap(" HAVING IF(", missed, ", ~COUNT(*) + " + MISS + ", 1))");
  }

  /** Whether a look-up has found nothing. */
  static boolean isMiss(SQLException e) {
    return e.getErrorCode() == 1690 && e.getMessage() != null && e.getMessage().contains(MISS);
  }

  static SqlFragment when(Optional<SqlFragment> condition, SqlFragment value) {
    return condition
        .map(
            holds ->
                Arguments.wrap("(CASE WHEN ", holds, " THEN ")
                    .append(value)
                    .append(SqlFragment.text(" END)")))
        .orElse(value);
  }

  /**
   * When a value is looked up. A NULL number has no row, and its value is NULL. This stands outside
   * of HAVING, where a column of the query around it makes MySQL 8.0.33 crash if ORDER BY repeats a
   * select item.
   */
  static Optional<SqlFragment> condition(Arguments found, Optional<SqlFragment> precondition) {
    if (!found.isOwnKey()) {
      return precondition;
    }
    SqlFragment known = Arguments.wrap("", found.key(), " IS NOT NULL");
    return Optional.of(
        precondition.map(p -> p.append(SqlFragment.text(" AND ")).append(known)).orElse(known));
  }

  /** Text of ours, with the prefix that its names need in this statement. */
  private SqlFragment named(String sql) {
    return SqlFragment.text(sql.replace(PREFIX, prefix));
  }

  /**
   * LIMIT is the barrier that makes the server materialise the pairs once and read them by key;
   * without it JSON_TABLE is scanned for every row.
   */
  private String table(List<String> texts) {
    StringBuilder table = new StringBuilder("(");
    for (int i = 0; i < texts.size(); i++) {
      table
          .append(i == 0 ? "" : " UNION ALL ")
          .append("SELECT * FROM ")
          .append(
              jsonTable(
                  texts.get(i), "auroraml_k " + arguments.keyType() + " PATH '$[0]', ", "$[1]"))
          .append(" auroraml_j");
    }
    return table.append(" LIMIT 18446744073709551615)").toString();
  }

  private String jsonTable(String text, String keyColumn, String valuePath) {
    return "JSON_TABLE("
        + text
        + ", '$[*]' COLUMNS ("
        + keyColumn
        + "auroraml_v "
        + (values.areFew() ? "INT" : columnType())
        + " PATH '"
        + valuePath
        + "' NULL ON EMPTY ERROR ON ERROR))";
  }

  private String columnType() {
    return returns.isText() ? returns.sql() + " CHARACTER SET utf8mb4" : returns.sql();
  }

  /** A JSON text as a literal, whatever the session's sql_mode and character set. */
  static String jsonLiteral(String text) {
    return "CONVERT(" + Literals.hex(text) + " USING utf8mb4)";
  }

  /** A prefix that the statement does not contain. */
  static String prefix(String statement) {
    String text = statement.toLowerCase(Locale.ROOT);
    String prefix = PREFIX;
    for (int i = 1; text.contains(prefix); i++) {
      prefix = "auroraml" + i + "_";
    }
    return prefix;
  }

  /** A NULL of the type after RETURNS, so that metadata are a function's. */
  static SqlFragment none(MlFunction function, Session.Dialect dialect) {
    SqlType returns = function.returns();
    return dialect == Session.Dialect.MARIADB && returns.isText() && returns.length().isPresent()
        ? SqlFragment.text(
            "CAST(NULL AS CHAR(" + returns.length().getAsInt() + ") CHARACTER SET utf8mb4)")
        : single(function, null, dialect);
  }

  /** One value as a subquery of the type after RETURNS, so that metadata are a function's. */
  static SqlFragment single(MlFunction function, String value, Session.Dialect dialect) {
    LookupTable table =
        new LookupTable(
            PREFIX,
            new Arguments(List.of(), List.of(), List.of(), Optional.empty(), false),
            function,
            dialect,
            0);
    table.values.add(value);
    StringBuilder json = new StringBuilder("[[");
    if (value != null) {
      JsonText.append(json, table.values.number(value));
    }
    String text = jsonLiteral(json.append("]]").toString());
    return table.values.returned(
        SqlFragment.text(
            "(SELECT MAX(auroraml_v) FROM " + table.jsonTable(text, "", "$[0]") + " auroraml_j)"));
  }
}
