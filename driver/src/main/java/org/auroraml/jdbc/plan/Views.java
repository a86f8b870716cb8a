package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.type.Literals;

/**
 * Puts the definitions of views that hold ML calls in place of their names, as derived tables. The
 * server keeps a definition with all names of tables and columns qualified, so that it means the
 * same in another statement. It is then read with the privileges of the user, who has to have those
 * that the view's definer has lent.
 */
public final class Views {
  /** A view in a view in a view …; the server allows no circle. */
  private static final int MOST_LEVELS = 32;

  private static final Pattern ALIAS =
      Pattern.compile("(AS\\s+)?(`[^`]+`|\"[^\"]+\"|'[^']+'|[\\w$]+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern CURRENT_USER =
      Pattern.compile("\\b(current_user|current_role)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern UNQUALIFIED = Pattern.compile("(`[^`]+`|[\\w$]+)\\s*\\(");

  private final FunctionRegistry registry;
  private final Session session;

  public Views(FunctionRegistry registry, Session session) {
    this.registry = registry;
    this.session = session;
  }

  /** A view as the catalogue has it. */
  private record View(
      String schema, String name, String definition, boolean lendsPrivileges, boolean isOwn) {
    String fullName() {
      return schema + "." + name;
    }
  }

  /**
   * The statement without views that hold ML calls; empty if it names none.
   *
   * @throws SQLException 42000 if such a view can't be put into the statement, with the reason
   */
  public Optional<ParsedStatement> expand(ParsedStatement statement) throws SQLException {
    Optional<ParsedStatement> expanded = expand(statement, session.database(), MOST_LEVELS);
    if (expanded.isPresent()) {
      Optional<String> lasting =
          new TableEngines(session, this::prepare).without(written(expanded.get().statement()));
      if (lasting.isPresent()) {
        throw refusal("the statement may have written rows already: " + lasting.get());
      }
    }
    return expanded;
  }

  /** The tables that may be written. */
  private static List<TableReference.Table> written(Statement statement) {
    if (statement instanceof Statement.Insert insert) {
      return List.of(insert.table());
    }
    List<TableReference> tables =
        statement instanceof Statement.Update update
            ? update.tables().tables()
            : statement instanceof Statement.Delete delete ? delete.tables().tables() : List.of();
    return tables.stream()
        .filter(TableReference.Table.class::isInstance)
        .map(TableReference.Table.class::cast)
        .toList();
  }

  private Optional<ParsedStatement> expand(ParsedStatement statement, String database, int levels)
      throws SQLException {
    SourceRewriter rewriter = new SourceRewriter(statement);
    List<SourceRange> replaced = new ArrayList<>();
    for (TableReference.Table table : ReadTables.of(statement.statement())) {
      Optional<View> view = view(table, database);
      if (view.isPresent()) {
        Optional<String> definition = definition(view.get(), levels);
        if (definition.isPresent()) {
          rewriter.replace(
              table.range(),
              SqlFragment.text(
                  "("
                      + definition.get()
                      + ") AS "
                      + Literals.identifier(alias(table, statement, view.get()))
                      + columns(view.get())));
          replaced.add(table.range());
        }
      }
    }
    if (replaced.isEmpty()) {
      return Optional.empty();
    }
    keepLabels(statement.statement(), replaced, rewriter);
    return Optional.of(parse(rewriter.renderAll().sql()));
  }

  /** An item without an alias has its text for a label, in which the view is named. */
  private static void keepLabels(
      Statement statement, List<SourceRange> replaced, SourceRewriter rewriter) {
    QueryExpression query =
        statement instanceof Statement.Query select
            ? select.expression()
            : statement instanceof Statement.CreateTable create ? create.query() : null;
    if (query == null) {
      return;
    }
    for (SelectItem item : query.blocks().get(0).items()) {
      if (item.alias().isEmpty()
          && item.expression().isPresent()
          && replaced.stream().anyMatch(item.range()::contains)) {
        rewriter.replace(
            new SourceRange(item.range().end(), item.range().end()),
            SqlFragment.text(" AS " + Literals.identifier(item.label())));
      }
    }
  }

  /** The definition of a view, if it holds ML calls, those of other views in it included. */
  private Optional<String> definition(View view, int levels) throws SQLException {
    if (levels == 0) {
      throw refusal("view " + view.fullName() + " is nested too deeply");
    }
    if (view.definition().isEmpty()) {
      throw refusal(
          "the definition of view "
              + view.fullName()
              + " can't be seen: it needs the privilege SHOW VIEW");
    }
    ParsedStatement parsed = parse(view.definition());
    MlCalls calls = new MlCalls(parsed, registry, view.schema());
    QueryExpression query =
        parsed.statement() instanceof Statement.Query select ? select.expression() : null;
    List<SourceRange> ranges = new ArrayList<>();
    if (query != null) {
      calls.within(query, ranges);
    }
    // An ML function of the view's own database may be written without its name.
    SourceRewriter qualified = new SourceRewriter(parsed);
    for (SourceRange call : ranges) {
      if (UNQUALIFIED.matcher(call.of(parsed.text())).lookingAt()) {
        qualified.replace(
            new SourceRange(call.start(), call.start()),
            SqlFragment.text(Literals.identifier(view.schema()) + "."));
      }
    }
    ParsedStatement inner = parse(qualified.renderAll().sql());
    Optional<ParsedStatement> expanded = expand(inner, view.schema(), levels - 1);
    if (ranges.isEmpty() && expanded.isEmpty()) {
      return Optional.empty();
    }
    if (view.lendsPrivileges() && !view.isOwn() && CURRENT_USER.matcher(view.definition()).find()) {
      throw refusal(
          "view "
              + view.fullName()
              + " asks for CURRENT_USER and runs as its definer, another user");
    }
    return Optional.of(expanded.orElse(inner).text());
  }

  /**
   * The names of a view's columns, which MySQL keeps beside the definition. MariaDB has them in it,
   * and knows no such list.
   */
  private String columns(View view) throws SQLException {
    if (session.mariaDb()) {
      return "";
    }
    String sql =
        "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = "
            + LookupTable.jsonLiteral(view.schema())
            + " AND TABLE_NAME = "
            + LookupTable.jsonLiteral(view.name())
            + " ORDER BY ORDINAL_POSITION";
    StringJoiner columns = new StringJoiner(", ", " (", ")");
    try (PreparedStatement statement = prepare(SqlFragment.text(sql));
        ResultSet names = statement.executeQuery()) {
      while (names.next()) {
        columns.add(Literals.identifier(names.getString(1)));
      }
    }
    return columns.toString();
  }

  private String alias(TableReference.Table table, ParsedStatement statement, View view)
      throws SQLException {
    String text = statement.text();
    String rest = text.substring(table.table().end(), table.range().end()).strip();
    Matcher alias = ALIAS.matcher(rest);
    if (table.alias().isPresent() ? !alias.matches() : !rest.isEmpty()) {
      throw refusal(
          "view "
              + view.fullName()
              + " is named with index hints: "
              + rest.toUpperCase(Locale.ROOT));
    }
    return table.alias().orElse(table.name());
  }

  private Optional<View> view(TableReference.Table table, String database) throws SQLException {
    String schema = table.schema().orElse(database == null ? "" : database);
    String sql =
        "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, SECURITY_TYPE = 'DEFINER',"
            + " DEFINER = CURRENT_USER() FROM information_schema.VIEWS WHERE TABLE_SCHEMA = "
            + LookupTable.jsonLiteral(schema)
            + " AND TABLE_NAME = "
            + LookupTable.jsonLiteral(table.name());
    try (PreparedStatement statement = prepare(SqlFragment.text(sql));
        ResultSet view = statement.executeQuery()) {
      return view.next()
          ? Optional.of(
              new View(
                  view.getString(1),
                  view.getString(2),
                  view.getString(3) == null ? "" : view.getString(3),
                  view.getBoolean(4),
                  view.getBoolean(5)))
          : Optional.empty();
    }
  }

  private PreparedStatement prepare(SqlFragment sql) throws SQLException {
    return session.prepare(sql, new ParameterBindings());
  }

  private ParsedStatement parse(String sql) throws SQLException {
    try {
      return SqlParser.parse(sql, session.sqlModes());
    } catch (SqlSyntaxException e) {
      throw refusal("the definition of a view can't be read (" + e.getMessage() + ")");
    }
  }

  private static SQLException refusal(String reason) {
    return SqlErrors.unsupported("ML functions in views can't be evaluated here: " + reason + ".");
  }
}
