package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.QueryModel.Parts;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.AssignmentContext;
import org.auroraml.grammar.antlr.SqlToken;
import org.auroraml.grammar.antlr.SqlTokens;
import org.auroraml.grammar.antlr.TreeParser;

/** Builds {@link Statement} from a parse tree. */
final class StatementModel {
  private final TextModel text;
  private final SqlTokens tokens;
  private final MySqlParser.OneStatementContext tree;
  private final QueryModel queries;
  private final ExpressionModel expressions;

  StatementModel(String text, Set<SqlMode> modes, TreeParser.Parsed parsed) {
    this.text = new TextModel(text, modes);
    this.tokens = parsed.tokens();
    this.tree = parsed.tree();
    this.queries = new QueryModel(this.text);
    this.expressions = queries.expressions();
  }

  ParsedStatement build() throws SqlSyntaxException {
    List<SourceRange> parameters = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).getType() == MySqlParser.PARAM) {
        parameters.add(TextModel.range(tokens.get(i)));
      }
    }
    return new ParsedStatement(text.text(), statement(), parameters);
  }

  private Statement statement() throws SqlSyntaxException {
    if (tree == null) {
      return other();
    }
    if (tree.statement() == null) {
      throw TreeParser.failure("no statement", text.text(), tokens.get(0).start());
    }
    ParserRuleContext node = (ParserRuleContext) tree.statement().getChild(0);
    SourceRange range = TextModel.range(tree.statement());
    return switch (node.getRuleIndex()) {
      case MySqlParser.RULE_queryStatement -> {
        Parts parts = new Parts();
        queries.body(
            ((MySqlParser.QueryStatementContext) node).queryBody(),
            QueryBlock.Kind.OUTERMOST,
            parts);
        yield query(range, false, parts);
      }
      case MySqlParser.RULE_withStatement -> with(range, (MySqlParser.WithStatementContext) node);
      case MySqlParser.RULE_insertStatement ->
          insert(range, (MySqlParser.InsertStatementContext) node);
      case MySqlParser.RULE_replaceStatement ->
          replace(range, (MySqlParser.ReplaceStatementContext) node);
      case MySqlParser.RULE_updateStatement ->
          update(range, false, List.of(), (MySqlParser.UpdateStatementContext) node);
      case MySqlParser.RULE_deleteStatement ->
          delete(range, false, List.of(), (MySqlParser.DeleteStatementContext) node);
      case MySqlParser.RULE_setStatement -> set(range, (MySqlParser.SetStatementContext) node);
      case MySqlParser.RULE_doStatement ->
          new Statement.Do(
              range,
              ((MySqlParser.DoStatementContext) node)
                  .doItem().stream()
                      .map(item -> expressions.expression(item.expression()))
                      .toList());
      case MySqlParser.RULE_callStatement -> call(range, (MySqlParser.CallStatementContext) node);
      case MySqlParser.RULE_escapedCall ->
          call(range, ((MySqlParser.EscapedCallContext) node).callStatement());
      case MySqlParser.RULE_createMlFunction ->
          new MlFunctionModel(text).build(range, (MySqlParser.CreateMlFunctionContext) node);
      case MySqlParser.RULE_dropStatement -> drop(range, (MySqlParser.DropStatementContext) node);
      default -> other();
    };
  }

  private Statement drop(SourceRange range, MySqlParser.DropStatementContext node) {
    return node.FUNCTION() == null
        ? other()
        : new Statement.DropFunction(range, node.EXISTS() != null, text.routine(node.tableName(0)));
  }

  private Statement other() {
    int last = tokens.size() - 1;
    while (last > 0 && isEnd(tokens.get(last).getType())) {
      last--;
    }
    SqlToken first = tokens.get(0);
    return new Statement.Other(
        new SourceRange(first.start(), tokens.get(last).end()),
        first.getText().toUpperCase(Locale.ROOT));
  }

  private static boolean isEnd(int type) {
    return type == Token.EOF || type == MySqlParser.SEMICOLON;
  }

  private Statement with(SourceRange range, MySqlParser.WithStatementContext node) {
    Parts parts = new Parts();
    queries.commonTables(node.withClause(), parts.commonTables);
    if (node.updateStatement() != null) {
      return update(range, true, parts.commonTables, node.updateStatement());
    }
    if (node.deleteStatement() != null) {
      return delete(range, true, parts.commonTables, node.deleteStatement());
    }
    queries.body(node.queryBody(), QueryBlock.Kind.OUTERMOST, parts);
    return query(range, true, parts);
  }

  private Statement query(SourceRange range, boolean with, Parts parts) {
    return new Statement.Query(
        range,
        parts.blocks,
        with,
        parts.commonTables,
        Optional.ofNullable(parts.into).map(into -> new IntoModel(text).build(into)));
  }

  private Statement insert(SourceRange range, MySqlParser.InsertStatementContext node) {
    MySqlParser.InsertSourceContext source = node.insertSource();
    return insert(
        range,
        node.tableName(),
        source.insertColumns(),
        source.insertValues(),
        source.insertQuery(),
        source.assignment(),
        node.onDuplicateKey() == null
            ? List.of()
            : assignments(node.onDuplicateKey().assignment()));
  }

  private Statement replace(SourceRange range, MySqlParser.ReplaceStatementContext node) {
    MySqlParser.ReplaceSourceContext source = node.replaceSource();
    return insert(
        range,
        node.tableName(),
        source.insertColumns(),
        source.insertValues(),
        source.insertQuery(),
        source.assignment(),
        List.of());
  }

  private Statement insert(
      SourceRange range,
      MySqlParser.TableNameContext table,
      MySqlParser.InsertColumnsContext columns,
      MySqlParser.InsertValuesContext values,
      MySqlParser.InsertQueryContext query,
      List<AssignmentContext> set,
      List<Assignment> onDuplicate) {
    List<SourceRange> names = new ArrayList<>();
    List<List<Expression>> rows = new ArrayList<>();
    Parts source = new Parts();
    if (columns != null) {
      columns.insertColumn().forEach(column -> names.add(TextModel.range(column)));
    }
    if (values != null) {
      for (MySqlParser.InsertRowContext row : values.insertRow()) {
        rows.add(queries.expressions(row.expressionOrDefault()));
      }
    }
    if (query != null) {
      queries.insertQuery(query, source);
    }
    if (!set.isEmpty()) {
      List<Assignment> assignments = assignments(set);
      assignments.forEach(assignment -> names.add(assignment.target()));
      rows.add(assignments.stream().map(Assignment::value).toList());
    }
    return new Statement.Insert(
        range, TextModel.range(table), names, rows, source.all(), onDuplicate);
  }

  private List<Assignment> assignments(List<AssignmentContext> nodes) {
    return nodes.stream()
        .map(
            node ->
                new Assignment(
                    TextModel.range(node.columnTarget()),
                    expressions.expression(node.expressionOrDefault())))
        .toList();
  }

  private Statement update(
      SourceRange range,
      boolean with,
      List<QueryBlock> commonTables,
      MySqlParser.UpdateStatementContext node) {
    return new Statement.Update(
        range,
        with,
        queries.from(node.tableReferences(), commonTables),
        QueryModel.joins(node.tableReferences()),
        assignments(node.assignment()),
        queries.where(node.whereClause()),
        queries.orderBy(node.orderClause()),
        tail(node.orderClause(), node.deleteLimit()));
  }

  private static Optional<SourceRange> tail(
      ParserRuleContext orderClause, ParserRuleContext limitClause) {
    ParserRuleContext first = orderClause != null ? orderClause : limitClause;
    ParserRuleContext last = limitClause != null ? limitClause : orderClause;
    return first == null
        ? Optional.empty()
        : Optional.of(new SourceRange(TextModel.start(first), TextModel.end(last)));
  }

  private Statement delete(
      SourceRange range,
      boolean with,
      List<QueryBlock> commonTables,
      MySqlParser.DeleteStatementContext node) {
    MySqlParser.DeleteFormContext form = node.deleteForm();
    boolean multiTable = form.tableReferences() != null;
    FromClause tables;
    if (multiTable) {
      tables = queries.from(form.tableReferences(), commonTables);
    } else {
      ParserRuleContext last =
          form.partitionClause() != null
              ? form.partitionClause()
              : form.tableAlias() != null ? form.tableAlias() : form.deleteTarget(0);
      tables =
          new FromClause(
              new SourceRange(TextModel.start(form.deleteTarget(0)), TextModel.end(last)),
              commonTables,
              List.of());
    }
    return new Statement.Delete(
        range,
        with,
        tables,
        multiTable,
        queries.where(form.whereClause()),
        queries.orderBy(form.orderClause()),
        tail(form.orderClause(), form.deleteLimit()));
  }

  private Statement set(SourceRange range, MySqlParser.SetStatementContext node) {
    if (node.variableAssignment().isEmpty()) {
      return other();
    }
    List<Assignment> assignments = new ArrayList<>();
    for (MySqlParser.VariableAssignmentContext variable : node.variableAssignment()) {
      ParserRuleContext value =
          variable.variableValue() != null ? variable.variableValue() : variable.expression();
      if (value != null) {
        assignments.add(
            new Assignment(
                new SourceRange(TextModel.start(variable), targetEnd(variable)),
                expressions.expression(value)));
      }
    }
    return new Statement.SetVariables(range, assignments);
  }

  private static int targetEnd(MySqlParser.VariableAssignmentContext node) {
    if (node.variableName() != null) {
      return TextModel.end(node.variableName());
    }
    return TextModel.end((TerminalNode) node.getChild(0));
  }

  private Statement call(SourceRange range, MySqlParser.CallStatementContext node) {
    return new Statement.Call(range, queries.expressions(node.expression()));
  }

  /** The number that an INTEGER_NUMBER is, or the largest long where it is larger. */
  static OptionalLong number(TerminalNode node) {
    if (node == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(node.getText()));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }
}
