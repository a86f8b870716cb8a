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
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.SqlToken;
import org.auroraml.grammar.antlr.SqlTokens;
import org.auroraml.grammar.antlr.TreeParser;

/** Builds {@link ParsedStatement} from a parse tree. */
final class StatementModel {
  private final TextModel text;
  private final SqlTokens tokens;
  private final MySqlParser.OneStatementContext tree;
  private final QueryModel queries;
  private final ExpressionModel expressions;

  StatementModel(String text, Set<SqlMode> modes, TreeParser.Parsed parsed) {
    this.tokens = parsed.tokens();
    this.text = new TextModel(text, modes, tokens.versionMarks());
    this.tree = parsed.tree();
    this.queries = new QueryModel(this.text);
    this.expressions = queries.expressions();
  }

  ParsedStatement build() throws SqlSyntaxException {
    List<SourceRange> parameters = new ArrayList<>();
    List<VariableReference> variables = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).getType()) {
        case MySqlParser.PARAM -> parameters.add(TextModel.range(tokens.get(i)));
        case MySqlParser.AT_AT -> variables.add(variable(i));
        default -> {}
      }
    }
    Statement statement = statement();
    return new ParsedStatement(text.text(), statement, parameters, expressions.calls(), variables);
  }

  /** The system variable whose signs are this token. */
  private VariableReference variable(int signs) {
    boolean scoped =
        signs + 3 < tokens.size()
            && tokens.get(signs + 2).getType() == MySqlParser.DOT
            && VariableAssignment.Scope.isWord(tokens.get(signs + 1).getText());
    SqlToken name = tokens.get(scoped ? signs + 3 : signs + 1);
    return new VariableReference(
        new SourceRange(tokens.get(signs).start(), name.end()),
        scoped
            ? VariableAssignment.Scope.of(tokens.get(signs + 1).getText())
            : VariableAssignment.Scope.UNSCOPED,
        text.name(name));
  }

  private Statement statement() throws SqlSyntaxException {
    if (tree == null) {
      return byFirstWord();
    }
    if (tree.statement() == null) {
      throw TreeParser.failure("no statement", text.text(), tokens.get(0).start());
    }
    return statement((ParserRuleContext) tree.statement().getChild(0));
  }

  private Statement statement(ParserRuleContext node) {
    SourceRange range = TextModel.range(node);
    return switch (node.getRuleIndex()) {
      case MySqlParser.RULE_queryStatement ->
          query(range, null, ((MySqlParser.QueryStatementContext) node).queryBody());
      case MySqlParser.RULE_withStatement -> with(range, (MySqlParser.WithStatementContext) node);
      case MySqlParser.RULE_insertStatement ->
          insert(range, (MySqlParser.InsertStatementContext) node);
      case MySqlParser.RULE_replaceStatement ->
          replace(range, (MySqlParser.ReplaceStatementContext) node);
      case MySqlParser.RULE_updateStatement ->
          update(range, Optional.empty(), (MySqlParser.UpdateStatementContext) node);
      case MySqlParser.RULE_deleteStatement ->
          delete(range, Optional.empty(), (MySqlParser.DeleteStatementContext) node);
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
      case MySqlParser.RULE_explainStatement ->
          explain(range, (MySqlParser.ExplainStatementContext) node);
      case MySqlParser.RULE_createStatement ->
          create(range, (MySqlParser.CreateStatementContext) node);
      case MySqlParser.RULE_loadStatement -> load(range, (MySqlParser.LoadStatementContext) node);
      case MySqlParser.RULE_alterStatement ->
          alter(range, (MySqlParser.AlterStatementContext) node);
      default -> administration(range, node);
    };
  }

  /** A statement that is known by its first word only. */
  private Statement byFirstWord() {
    int last = tokens.size() - 1;
    while (last > 0 && isEnd(tokens.get(last).getType())) {
      last--;
    }
    SqlToken first = tokens.get(0);
    return new Statement.Other(
        new SourceRange(first.start(), tokens.get(last).end()), word(first), List.of(), List.of());
  }

  private static boolean isEnd(int type) {
    return type == Token.EOF || type == MySqlParser.SEMICOLON;
  }

  private static String word(Token token) {
    return token.getText().toUpperCase(Locale.ROOT);
  }

  /** A statement of which no more than its expressions are of interest. */
  private Statement other(SourceRange range, ParserRuleContext node) {
    List<Expression> found = new ArrayList<>();
    List<QueryExpression> foundQueries = new ArrayList<>();
    contents(node, found, foundQueries);
    return new Statement.Other(range, word(node.getStart()), found, foundQueries);
  }

  private void contents(
      ParserRuleContext node, List<Expression> found, List<QueryExpression> foundQueries) {
    for (int i = 0; i < node.getChildCount(); i++) {
      if (node.getChild(i) instanceof ParserRuleContext child) {
        switch (child.getRuleIndex()) {
          case MySqlParser.RULE_expression -> found.add(expressions.expression(child));
          case MySqlParser.RULE_queryExpression ->
              foundQueries.add(
                  queries.query((MySqlParser.QueryExpressionContext) child, Kind.SUBQUERY));
          case MySqlParser.RULE_queryBody ->
              foundQueries.add(
                  queries.query(null, (MySqlParser.QueryBodyContext) child, Kind.SUBQUERY));
          case MySqlParser.RULE_insertQuery ->
              foundQueries.add(queries.query((MySqlParser.InsertQueryContext) child));
          default -> contents(child, found, foundQueries);
        }
      }
    }
  }

  private Statement query(
      SourceRange range, MySqlParser.WithClauseContext with, MySqlParser.QueryBodyContext body) {
    QueryExpression expression = queries.query(with, body, Kind.OUTERMOST);
    return new Statement.Query(range, expression, queries.into());
  }

  private Statement with(SourceRange range, MySqlParser.WithStatementContext node) {
    if (node.updateStatement() != null) {
      return update(range, Optional.of(queries.with(node.withClause())), node.updateStatement());
    }
    if (node.deleteStatement() != null) {
      return delete(range, Optional.of(queries.with(node.withClause())), node.deleteStatement());
    }
    return query(range, node.withClause(), node.queryBody());
  }

  private Statement insert(SourceRange range, MySqlParser.InsertStatementContext node) {
    MySqlParser.InsertSourceContext source = node.insertSource();
    return insert(
        range,
        false,
        node.tableName(),
        source.insertColumns(),
        source.insertValues(),
        source.insertQuery(),
        source.assignment(),
        node.onDuplicateKey());
  }

  private Statement replace(SourceRange range, MySqlParser.ReplaceStatementContext node) {
    MySqlParser.ReplaceSourceContext source = node.replaceSource();
    return insert(
        range,
        true,
        node.tableName(),
        source.insertColumns(),
        source.insertValues(),
        source.insertQuery(),
        source.assignment(),
        null);
  }

  private Statement insert(
      SourceRange range,
      boolean replace,
      MySqlParser.TableNameContext table,
      MySqlParser.InsertColumnsContext columnList,
      MySqlParser.InsertValuesContext values,
      MySqlParser.InsertQueryContext query,
      List<MySqlParser.AssignmentContext> set,
      MySqlParser.OnDuplicateKeyContext onDuplicate) {
    List<ColumnReference> columns = new ArrayList<>();
    List<List<Expression>> rows = new ArrayList<>();
    if (columnList != null) {
      for (MySqlParser.InsertColumnContext column : columnList.insertColumn()) {
        columns.add(text.column(TextModel.range(column), column.identifier()));
      }
    }
    if (values != null) {
      for (MySqlParser.InsertRowContext row : values.insertRow()) {
        rows.add(queries.expressions(row.expressionOrDefault()));
      }
    }
    if (!set.isEmpty()) {
      List<Assignment> assignments = assignments(set);
      assignments.forEach(assignment -> columns.add(assignment.target()));
      rows.add(assignments.stream().map(Assignment::value).toList());
    }
    return new Statement.Insert(
        range,
        replace,
        queries.tables().table(table),
        columns,
        rows,
        Optional.ofNullable(query).map(queries::query),
        onDuplicate == null ? List.of() : assignments(onDuplicate.assignment()));
  }

  private List<Assignment> assignments(List<MySqlParser.AssignmentContext> nodes) {
    return nodes.stream()
        .map(
            node ->
                new Assignment(
                    text.column(
                        TextModel.range(node.columnTarget()), node.columnTarget().identifier()),
                    expressions.expression(node.expressionOrDefault())))
        .toList();
  }

  private Statement update(
      SourceRange range, Optional<WithClause> with, MySqlParser.UpdateStatementContext node) {
    return queries.within(
        queries.tables().names(node.tableReferences()),
        () ->
            new Statement.Update(
                range,
                with,
                queries.tables().from(node.tableReferences()),
                assignments(node.assignment()),
                queries.where(node.whereClause()),
                queries.orderBy(node.orderClause()),
                tail(node.orderClause(), node.deleteLimit())));
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
      SourceRange range, Optional<WithClause> with, MySqlParser.DeleteStatementContext node) {
    MySqlParser.DeleteFormContext form = node.deleteForm();
    return form.tableReferences() == null
        ? deleteFromOne(range, with, form)
        : queries.within(
            queries.tables().names(form.tableReferences()),
            () ->
                new Statement.Delete(
                    range,
                    with,
                    form.deleteTarget().stream().map(TextModel::range).toList(),
                    queries.tables().from(form.tableReferences()),
                    queries.where(form.whereClause()),
                    List.of(),
                    Optional.empty()));
  }

  private Statement deleteFromOne(
      SourceRange range, Optional<WithClause> with, MySqlParser.DeleteFormContext form) {
    MySqlParser.TableNameContext table = form.deleteTarget(0).tableName();
    Optional<String> alias = Optional.ofNullable(form.tableAlias()).map(queries.tables()::alias);
    ParserRuleContext last =
        form.partitionClause() != null
            ? form.partitionClause()
            : form.tableAlias() != null ? form.tableAlias() : table;
    SourceRange tables = new SourceRange(TextModel.start(table), TextModel.end(last));
    return queries.within(
        List.of(alias.orElseGet(() -> text.routine(table).name())),
        () ->
            new Statement.Delete(
                range,
                with,
                List.of(),
                queries.tables().table(tables, table, alias),
                queries.where(form.whereClause()),
                queries.orderBy(form.orderClause()),
                tail(form.orderClause(), form.deleteLimit())));
  }

  private Statement set(SourceRange range, MySqlParser.SetStatementContext node) {
    if (node.variableAssignment().isEmpty()) {
      return other(range, node);
    }
    List<VariableAssignment> assignments = new ArrayList<>();
    for (MySqlParser.VariableAssignmentContext variable : node.variableAssignment()) {
      ParserRuleContext value =
          variable.variableValue() != null ? variable.variableValue() : variable.expression();
      if (value != null) {
        assignments.add(assignment(variable, expressions.expression(value)));
      }
    }
    return new Statement.SetVariables(range, assignments);
  }

  private VariableAssignment assignment(
      MySqlParser.VariableAssignmentContext node, Expression value) {
    if (node.variableName() == null) {
      TerminalNode user = (TerminalNode) node.getChild(0);
      SourceRange target = new SourceRange(TextModel.start(user), TextModel.end(user));
      return new VariableAssignment(
          target, VariableAssignment.Scope.USER, text.userVariable(target), value);
    }
    VariableAssignment.Scope scope =
        node.variableScope() != null
            ? VariableAssignment.Scope.of(node.variableScope().getText())
            : node.AT_AT() != null
                ? VariableAssignment.Scope.SESSION
                : VariableAssignment.Scope.UNSCOPED;
    return new VariableAssignment(
        new SourceRange(TextModel.start(node), TextModel.end(node.variableName())),
        scope,
        text.variable(node.variableName()),
        value);
  }

  private Statement call(SourceRange range, MySqlParser.CallStatementContext node) {
    return new Statement.Call(
        range, text.routine(node.tableName()), queries.expressions(node.expression()));
  }

  private Statement explain(SourceRange range, MySqlParser.ExplainStatementContext node) {
    if (node.explainable() == null) {
      return other(range, node);
    }
    Statement.Explain.Form form =
        node.EXPLAIN() == null && node.DESC() == null
            ? Statement.Explain.Form.ANALYZE
            : node.ANALYZE() == null
                ? Statement.Explain.Form.EXPLAIN
                : Statement.Explain.Form.EXPLAIN_ANALYZE;
    return new Statement.Explain(
        range,
        form,
        Optional.ofNullable(node.textOrName()).map(text::textOrName),
        statement((ParserRuleContext) node.explainable().getChild(0)));
  }

  private Statement create(SourceRange range, MySqlParser.CreateStatementContext node) {
    MySqlParser.CreateObjectContext object = node.createObject();
    if (object.createTable() != null && object.createTable().createTableQuery() != null) {
      return new Statement.CreateTable(
          range,
          TextModel.range(object.tableName()),
          queries.query(object.createTable().createTableQuery().queryExpression(), Kind.SOURCE));
    }
    return object.createView() == null
        ? other(range, node)
        : view(range, object.createView().viewBody());
  }

  private Statement alter(SourceRange range, MySqlParser.AlterStatementContext node) {
    MySqlParser.ViewBodyContext view = node.alterObject().viewBody();
    return view != null ? view(range, view) : administration(range, node);
  }

  private Statement administration(SourceRange range, ParserRuleContext node) {
    return new AdministrationModel(text, expressions)
        .build(range, node)
        .orElseGet(() -> other(range, node));
  }

  private Statement view(SourceRange range, MySqlParser.ViewBodyContext body) {
    return new Statement.CreateView(
        range,
        TextModel.range(body.tableName()),
        queries.query(body.queryExpression(), Kind.SOURCE));
  }

  private Statement load(SourceRange range, MySqlParser.LoadStatementContext node) {
    if (node.tableName() == null) {
      return other(range, node);
    }
    MySqlParser.LoadSourceContext source = node.loadSource();
    return new Statement.Load(
        range,
        node.XML() != null,
        TextModel.range(source),
        source.S3() == null
            ? Optional.empty()
            : Optional.of(
                new Statement.S3Source(kind(source), text.string(source.STRING_LITERAL()))),
        TextModel.range(node.tableName()),
        assignments(node.assignment()));
  }

  private static Statement.S3Source.Kind kind(MySqlParser.LoadSourceContext node) {
    return node.PREFIX() != null
        ? Statement.S3Source.Kind.PREFIX
        : node.MANIFEST() != null ? Statement.S3Source.Kind.MANIFEST : Statement.S3Source.Kind.FILE;
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
