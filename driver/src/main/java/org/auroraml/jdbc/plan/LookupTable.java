package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.registry.MlFunction;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * Model values on their way back to the server: JSON texts of (key, value) pairs, and the SQL that
 * finds a value in them. A lookup without a match raises an error; it never becomes NULL.
 *
 * <p>Names inside the lookup begin with a prefix that the statement does not contain: the user's
 * argument stands among them and must not be taken for one of ours.
 */
final class LookupTable {
  /** In the message of error 1690 that a lookup without a match raises. */
  static final String MISS = "717171";

  /** With more or longer labels the statement's text would grow too much. */
  private static final int MAX_LABELS = 64;

  private static final int MAX_LABEL_LENGTH = 255;

  /** Begins our names, unless the statement has such names too. */
  private static final String PREFIX = "auroraml_";

  private final String prefix;
  private final Arguments arguments;
  private final MlFunction function;
  private final SqlType returns;
  private final int chunkLength;
  private final List<StringBuilder> chunks = new ArrayList<>();

  /** Distinct text values and their numbers, while there are few; null for other types. */
  private Map<String, Integer> labels;

  private final List<String[]> pendingText = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param prefix begins no name of the statement
   * @param chunkLength the most characters of one JSON text
   */
  LookupTable(String prefix, Arguments arguments, MlFunction function, int chunkLength) {
    this.prefix = prefix;
    this.arguments = arguments;
    this.function = function;
    this.returns = function.returns();
    this.chunkLength = chunkLength;
    this.labels = returns.isText() ? new LinkedHashMap<>() : null;
  }

  /** What its values are found by. */
  Arguments arguments() {
    return arguments;
  }

  /**
   * Adds a pair.
   *
   * @param key the key as text
   * @param value the value, of the type after RETURNS, or null
   */
  void add(String key, String value) {
    if (returns.isText()) {
      pendingText.add(new String[] {key, value});
      if (labels != null && value != null) {
        if (value.length() > MAX_LABEL_LENGTH
            || (labels.putIfAbsent(value, labels.size() + 1) == null
                && labels.size() > MAX_LABELS)) {
          labels = null;
        }
      }
    } else {
      addPair(key, value);
    }
  }

  /** The JSON texts, for user variables. */
  List<String> texts() {
    for (String[] pair : pendingText) {
      addPair(
          pair[0], labels == null || pair[1] == null ? pair[1] : labels.get(pair[1]).toString());
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

  /**
   * The SQL that takes the place of the call.
   *
   * @param found what is looked up: the arguments at the place of the call
   * @param texts SQL for each JSON text, in the order of {@link #texts()}
   * @param guard where it does not hold for a row, no value need be found; evaluated only where
   *     none is
   * @param precondition where it does not hold for a row, no value is looked up
   */
  SqlFragment lookup(
      Arguments found,
      List<String> texts,
      Optional<SqlFragment> guard,
      Optional<SqlFragment> precondition) {
    SqlFragment lookup =
        named(
                "(SELECT MAX(auroraml_r.auroraml_v) FROM "
                    + table(texts)
                    + " auroraml_r WHERE auroraml_r.auroraml_k = ")
            .append(found.key())
            .append(having(SqlFragment.text("COUNT(*) = 0"), guard));
    return labelled(when(condition(found, precondition), lookup));
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
      Optional<SqlFragment> guard) {
    SqlFragment miss =
        named("COUNT(auroraml_i.auroraml_k) = 0 OR COUNT(auroraml_r.auroraml_k) = 0");
    if (found.isOwnKey()) {
      // A NULL number has no row, and its value is NULL.
      miss = miss.append(Arguments.wrap(" AND COUNT(", found.key(), ") > 0"));
    }
    return labelled(
        named(
                "(SELECT MAX(auroraml_r.auroraml_v) FROM "
                    + inner.table(innerTexts)
                    + " auroraml_i LEFT JOIN "
                    + table(texts)
                    + " auroraml_r ON auroraml_r.auroraml_k = ")
            .append(found.key())
            .append(named(" WHERE auroraml_i.auroraml_k = "))
            .append(innerFound.key())
            .append(having(Arguments.wrap("(", miss, ")"), guard)));
  }

  /** A value of this table where it is the inner one of a look-up. */
  SqlFragment innerValue() {
    return labelled(named("auroraml_i.auroraml_v"));
  }

  private static SqlFragment having(SqlFragment miss, Optional<SqlFragment> guard) {
    SqlFragment missed =
        guard.map(g -> miss.append(SqlFragment.text(" AND ")).append(g)).orElse(miss);
    return Arguments.wrap(" HAVING IF(", missed, ", ~COUNT(*) + " + MISS + ", 1))");
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
        + (labels == null ? columnType() : "INT")
        + " PATH '"
        + valuePath
        + "' NULL ON EMPTY ERROR ON ERROR))";
  }

  private String columnType() {
    return returns.isText() ? returns.sql() + " CHARACTER SET utf8mb4" : returns.sql();
  }

  /**
   * A function's text is coercible, a column's is not (1267 against a column of another collation):
   * few labels are looked up by number and named by literals, which are coercible too.
   */
  private SqlFragment labelled(SqlFragment lookup) {
    if (labels == null) {
      return lookup;
    }
    StringBuilder names = new StringBuilder();
    for (String label : labels.keySet()) {
      names.append(", ").append(literal(label));
    }
    // Without any, some name: a UNION would make a column of no length of an empty one.
    String all = names.isEmpty() ? ", " + literal("x") : names.toString();
    return Arguments.wrap("ELT(", lookup, all + ")");
  }

  /**
   * A created function's text has the default collation of utf8mb4, as a stored function's has. A
   * built-in function's has the connection's, as a literal: MariaDB could not compare it with one
   * otherwise (1267).
   */
  private String literal(String label) {
    return function.schema().isEmpty() && label.chars().allMatch(Character::isLetterOrDigit)
        ? "'" + label + "'"
        : "_utf8mb4 " + Literals.hex(label);
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

  /** One value as a subquery of the type after RETURNS, so that metadata are a function's. */
  static SqlFragment single(MlFunction function, String value) {
    LookupTable table =
        new LookupTable(
            PREFIX, new Arguments(List.of(), List.of(), List.of(), Optional.empty()), function, 0);
    if (table.labels != null && value != null) {
      table.labels.put(value, 1);
    }
    StringBuilder json = new StringBuilder("[[");
    if (value != null) {
      JsonText.append(json, table.labels == null ? value : "1");
    }
    String text = jsonLiteral(json.append("]]").toString());
    return table.labelled(
        SqlFragment.text(
            "(SELECT MAX(auroraml_v) FROM " + table.jsonTable(text, "", "$[0]") + " auroraml_j)"));
  }
}
