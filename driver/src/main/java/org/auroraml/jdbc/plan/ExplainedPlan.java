package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.batching.ModelStatistics;
import org.auroraml.grammar.SqlFragment;

/**
 * What the server shows for EXPLAIN or ANALYZE, and what the driver adds to it: rows with the
 * column Extra, or one text, a tree or JSON.
 *
 * @param rows can be changed
 */
public record ExplainedPlan(LiteralRows rows) {
  /** As Aurora MySQL says it. */
  private static final String BATCHED = "Batched machine learning";

  private static final String JSON_NAME = "batched_machine_learning";

  private static final Pattern JSON_TABLE = Pattern.compile("\\n( *)\"table_name\": \"([^\"]*)\"");
  private static final Pattern TREE_TABLE = Pattern.compile("(?m)^(.* on (\\S+)\\b.*)$");

  /** Asks the server. */
  static ExplainedPlan of(String words, SqlFragment statement, ServerVerdict.Preparing steps)
      throws SQLException {
    return of(steps.prepare(SqlFragment.text(words).append(statement)));
  }

  /** Asks the server by a statement that is closed then. */
  public static ExplainedPlan of(PreparedStatement statement) throws SQLException {
    try (statement;
        ResultSet result = statement.executeQuery()) {
      return new ExplainedPlan(LiteralRows.of(result));
    }
  }

  /**
   * Says of tables that arguments of calls come from them (feature F44).
   *
   * @param tables their names or aliases in lower case
   */
  public void mark(Set<String> tables) {
    int table = rows.column("table");
    int extra = rows.column("Extra");
    if (table < 0 || extra < 0) {
      rows.rows().forEach(row -> row.replaceAll(text -> marked(text, tables)));
      return;
    }
    boolean any = false;
    for (List<String> row : rows.rows()) {
      if (row.get(table) != null && tables.contains(row.get(table).toLowerCase(Locale.ROOT))) {
        add(row, extra, BATCHED);
        any = true;
      }
    }
    // Constant arguments come from no table: the statement itself has them evaluated.
    if (!any && !rows.rows().isEmpty()) {
      add(rows.rows().get(0), extra, BATCHED);
    }
  }

  /**
   * Says what the statement would ask models for: behind the first table that is marked, in a tree
   * at its end, and in JSON as a member of its own.
   *
   * @param inputs a text without data of the statement
   */
  public void tellInputs(String inputs) {
    int extra = rows.column("Extra");
    for (List<String> row : rows.rows()) {
      int last = row.size() - 1;
      if (extra >= 0 && row.get(extra) != null && row.get(extra).endsWith(BATCHED)) {
        add(row, extra, inputs);
        return;
      } else if (extra < 0 && row.get(last) != null) {
        row.set(
            last,
            isJson(row.get(last))
                ? withMember(row.get(last), JSON_NAME + "_inputs", JsonText.of(inputs))
                : withLines(row.get(last), List.of(inputs)));
        return;
      }
    }
  }

  /**
   * Says what models were asked for: for each function a line behind a text, or a part of the first
   * row's Extra.
   */
  void tellAsked(List<ModelStatistics> asked) {
    List<String> lines = asked.stream().map(ModelStatistics::toString).toList();
    List<String> first = rows.rows().get(0);
    int extra = rows.column("Extra");
    if (extra >= 0) {
      lines.forEach(line -> add(first, extra, BATCHED + ": " + line));
    } else {
      first.replaceAll(text -> withLines(text, lines));
    }
  }

  /** The same, but JSON stays JSON: a member of its own has a text for each function. */
  void tellAskedInJson(List<ModelStatistics> asked) {
    List<String> first = rows.rows().get(0);
    if (isJson(first.get(0))) {
      List<String> texts = asked.stream().map(model -> JsonText.of(model.toString())).toList();
      first.set(0, withMember(first.get(0), JSON_NAME, texts.toString()));
    } else {
      tellAsked(asked);
    }
  }

  private static boolean isJson(String text) {
    return text.startsWith("{");
  }

  private static String withMember(String json, String name, String value) {
    return "{\n  \"" + name + "\": " + value + "," + json.substring(1);
  }

  private static String withLines(String text, List<String> lines) {
    StringBuilder all = new StringBuilder(text.stripTrailing());
    lines.forEach(line -> all.append("\n-> ").append(BATCHED).append(": ").append(line));
    return all.append('\n').toString();
  }

  private static void add(List<String> row, int extra, String words) {
    String text = row.get(extra);
    row.set(extra, text == null || text.isEmpty() ? words : text + "; " + words);
  }

  /** A plan as a text: in JSON a member of the table's object, in a tree a word behind its line. */
  private static String marked(String text, Set<String> tables) {
    if (text == null) {
      return null;
    }
    if (isJson(text)) {
      return JSON_TABLE
          .matcher(text)
          .replaceAll(
              found ->
                  tables.contains(found.group(2).toLowerCase(Locale.ROOT))
                      ? Matcher.quoteReplacement(
                          "\n" + found.group(1) + "\"" + JSON_NAME + "\": true," + found.group())
                      : Matcher.quoteReplacement(found.group()));
    }
    return TREE_TABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    tables.contains(found.group(2).toLowerCase(Locale.ROOT))
                        ? found.group(1) + "  [" + BATCHED + "]"
                        : found.group(1)));
  }

  /** The query that shows it. */
  public SqlFragment query() {
    int extra = rows.column("Extra");
    int longer = extra < 0 ? rows.columns().size() - 1 : extra;
    return SqlFragment.text(rows.withLongText(longer).query());
  }
}
