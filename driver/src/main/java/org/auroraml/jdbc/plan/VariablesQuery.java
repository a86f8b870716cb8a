package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.variable.AuroraVariable;

/**
 * Answers SHOW VARIABLES: the server's rows, and of the variables that the driver answers for those
 * that the server finds to match, asked of it as literals.
 */
final class VariablesQuery {
  private static final Pattern FILTER =
      Pattern.compile("\\bVARIABLES\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final ParsedStatement statement;
  private final Statement.Show show;
  private final Session session;

  VariablesQuery(ParsedStatement statement, Statement.Show show, Session session) {
    this.statement = statement;
    this.show = show;
    this.session = session;
  }

  /** The query whose result is the answer. */
  SqlFragment write(StepRunner steps) throws SQLException {
    StringBuilder sql =
        new StringBuilder("SELECT auroraml_v.Variable_name, auroraml_v.Value FROM (");
    append(sql, own());
    sql.append(") auroraml_v ").append(filter());
    Map<String, String> ofServer = ofServer(steps);
    if (!ofServer.isEmpty()) {
      sql.append(" UNION ALL ");
      append(sql, ofServer);
    }
    return SqlFragment.text(sql.append(" ORDER BY 1").toString());
  }

  private Map<String, String> own() {
    Map<String, String> rows = new TreeMap<>();
    for (AuroraVariable variable : session.variables().answered()) {
      rows.put(
          variable.sqlName(),
          show.global()
              ? session.variables().globalValue(variable)
              : session.variables().value(variable));
    }
    return rows;
  }

  private Map<String, String> ofServer(StepRunner steps) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (PreparedStatement query = steps.prepare(SqlFragment.text(statement.text()));
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        rows.put(result.getString(1), result.getString(2));
      }
    }
    return rows;
  }

  private static void append(StringBuilder sql, Map<String, String> rows) {
    String separator = "SELECT ";
    for (Map.Entry<String, String> row : rows.entrySet()) {
      sql.append(separator)
          .append(literal(row.getKey()))
          .append(" AS Variable_name, ")
          .append(literal(row.getValue()))
          .append(" AS Value");
      separator = " UNION ALL SELECT ";
    }
  }

  private static String literal(String text) {
    return text == null ? "NULL" : Literals.text(text);
  }

  private String filter() {
    Matcher filter = FILTER.matcher(show.range().of(statement.text()));
    String written = filter.find() ? filter.group(1).strip() : "";
    return show.like().isPresent() ? "WHERE Variable_name " + written : written;
  }
}
