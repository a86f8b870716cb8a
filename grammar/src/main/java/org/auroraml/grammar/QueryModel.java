package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.LockingClauseContext;
import org.auroraml.grammar.antlr.MySqlParser.QueryOperandContext;
import org.auroraml.grammar.antlr.MySqlParser.QuerySpecificationContext;

/** Builds {@link QueryExpression} and {@link QueryBlock}. */
final class QueryModel {
  private final TextModel text;
  private final ExpressionModel expressions;
  private final FromModel tables;
  private final LabelModel labels;
  private Scope scope = Scope.NONE;
  private MySqlParser.IntoClauseContext into;

  QueryModel(TextModel text) {
    this.text = text;
    this.expressions = new ExpressionModel(text, this);
    this.tables = new FromModel(text, this);
    this.labels = new LabelModel(text);
  }

  ExpressionModel expressions() {
    return expressions;
  }

  FromModel tables() {
    return tables;
  }

  /** The tables that may be named where the model is being built. */
  Scope scope() {
    return scope;
  }

  /** The INTO clause that was met. */
  Optional<IntoClause> into() {
    return Optional.ofNullable(into).map(new IntoModel(text)::build);
  }

  /** Builds a part whose expressions may name {@code names} and the tables around. */
  <T> T within(List<String> names, Supplier<T> part) {
    return within(new Scope(scope, names), part);
  }

  private <T> T within(Scope inner, Supplier<T> part) {
    Scope before = scope;
    scope = inner;
    try {
      return part.get();
    } finally {
      scope = before;
    }
  }

  QueryExpression query(MySqlParser.QueryExpressionContext node, Kind kind) {
    return query(node.withClause(), node.queryBody(), kind);
  }

  QueryExpression query(
      MySqlParser.WithClauseContext with, MySqlParser.QueryBodyContext body, Kind kind) {
    if (body.intoClause() != null) {
      into = body.intoClause();
    }
    List<ParserRuleContext> operands = new ArrayList<>();
    body.queryOperand().forEach(operand -> operands.add(operand(operand)));
    return query(
        with,
        operands,
        new Ending(body.orderClause(), body.limitClause(), body.lockingClause()),
        kind);
  }

  QueryExpression query(MySqlParser.InsertQueryContext node) {
    if (node.withClause() != null) {
      return query(node.withClause(), node.queryBody(), Kind.SOURCE);
    }
    List<ParserRuleContext> operands = new ArrayList<>();
    operands.add((ParserRuleContext) node.insertOperand().getChild(0));
    node.queryOperand().forEach(operand -> operands.add(operand(operand)));
    return query(
        null,
        operands,
        new Ending(node.orderClause(), node.limitClause(), node.lockingClause()),
        Kind.SOURCE);
  }

  private static ParserRuleContext operand(QueryOperandContext node) {
    return (ParserRuleContext) node.getChild(0);
  }

  /** The subquery of a derived table: only LATERAL lets it name the tables beside it. */
  QueryExpression derived(MySqlParser.QueryExpressionContext node, boolean lateral) {
    return lateral
        ? query(node, Kind.LATERAL)
        : within(scope.outer(), () -> query(node, Kind.DERIVED_TABLE));
  }

  /** ORDER BY, LIMIT and locking clauses: they belong to a block only where it stands alone. */
  private record Ending(
      MySqlParser.OrderClauseContext order,
      MySqlParser.LimitClauseContext limit,
      List<LockingClauseContext> locking) {
    static final Ending NONE = new Ending(null, null, List.of());

    Optional<SourceRange> lockingRange() {
      return locking.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new SourceRange(
                  TextModel.start(locking.get(0)), TextModel.end(locking.get(locking.size() - 1))));
    }
  }

  private QueryExpression query(
      MySqlParser.WithClauseContext withClause,
      List<ParserRuleContext> nodes,
      Ending ending,
      Kind kind) {
    Optional<WithClause> with = Optional.ofNullable(withClause).map(this::with);
    boolean single =
        nodes.size() == 1 && nodes.get(0).getRuleIndex() != MySqlParser.RULE_parenthesizedQuery;
    List<QueryOperand> operands = new ArrayList<>();
    for (ParserRuleContext node : nodes) {
      operands.add(operand(node, kind, single ? ending : Ending.NONE));
    }
    Ending rest = single ? Ending.NONE : ending;
    int start = with.isPresent() ? with.get().range().start() : TextModel.start(nodes.get(0));
    ParserRuleContext last = nodes.get(nodes.size() - 1);
    Extent extent =
        new Extent(
            start,
            last.getRuleIndex() == MySqlParser.RULE_parenthesizedQuery
                ? TextModel.end(last)
                : operands.get(operands.size() - 1).range().end());
    extent.tail(rest);
    return new QueryExpression(extent.range(), with, operands, orderBy(rest.order), extent.tail());
  }

  WithClause with(MySqlParser.WithClauseContext node) {
    return new WithClause(
        TextModel.range(node),
        node.RECURSIVE() != null,
        node.commonTable().stream()
            .map(
                table ->
                    new WithClause.CommonTable(
                        TextModel.range(table),
                        text.name(table.identifier()),
                        text.names(table.columnNames()),
                        query(table.subquery().queryExpression(), Kind.COMMON_TABLE)))
            .toList());
  }

  private QueryOperand operand(ParserRuleContext node, Kind kind, Ending ending) {
    return switch (node.getRuleIndex()) {
      case MySqlParser.RULE_querySpecification -> {
        QuerySpecificationContext specification = (QuerySpecificationContext) node;
        Scope own = new Scope(scope, names(specification.fromClause()));
        yield within(own, () -> block(specification, kind, ending, own));
      }
      case MySqlParser.RULE_parenthesizedQuery ->
          query(((MySqlParser.ParenthesizedQueryContext) node).queryExpression(), kind);
      case MySqlParser.RULE_rowValues ->
          block(
              node, kind, rowItems((MySqlParser.RowValuesContext) node), Optional.empty(), ending);
      default -> {
        MySqlParser.TableNameContext table = ((MySqlParser.TableValueContext) node).tableName();
        FromClause from = tables.table(TextModel.range(table), table, Optional.empty());
        yield block(node, kind, List.of(), Optional.of(from), ending);
      }
    };
  }

  private List<String> names(MySqlParser.FromClauseContext node) {
    return node == null || node.tableReferences() == null
        ? List.of()
        : tables.names(node.tableReferences());
  }

  private List<SelectItem> rowItems(MySqlParser.RowValuesContext node) {
    List<SelectItem> items = new ArrayList<>();
    for (MySqlParser.RowValueContext row : node.rowValue()) {
      for (MySqlParser.ExpressionOrDefaultContext value : row.expressionOrDefault()) {
        SourceRange range = TextModel.range(value);
        items.add(
            new SelectItem(
                range,
                Optional.of(expressions.expression(value)),
                Optional.empty(),
                range.of(text.text())));
      }
    }
    return items;
  }

  /** TABLE t or VALUES ROW(…). */
  private QueryBlock block(
      ParserRuleContext node,
      Kind kind,
      List<SelectItem> items,
      Optional<FromClause> from,
      Ending ending) {
    Extent extent = Extent.of(node);
    extent.tail(ending);
    return new QueryBlock(
        extent.range(),
        kind,
        false,
        false,
        items,
        from,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        orderBy(ending.order),
        range(ending.limit),
        ending.lockingRange(),
        extent.tail());
  }

  private QueryBlock block(QuerySpecificationContext node, Kind kind, Ending ending, Scope own) {
    if (node.intoClause() != null) {
      into = node.intoClause();
    }
    Extent extent = Extent.of(node);
    extent.tail(node.groupClause());
    extent.tail(node.havingClause());
    extent.tail(node.windowClause());
    extent.tail(ending);
    List<SelectItem> items = items(node);
    Optional<FromClause> from =
        node.fromClause() == null || node.fromClause().tableReferences() == null
            ? Optional.empty()
            : Optional.of(tables.from(node.fromClause().tableReferences()));
    Optional<Condition> where = where(node.whereClause());
    List<Expression> groupBy =
        node.groupClause() == null ? List.of() : expressions(node.groupClause().expression());
    Optional<Condition> having =
        Optional.ofNullable(node.havingClause())
            .map(clause -> expressions.condition(clause.expression()));
    List<Expression> windows = windows(node.windowClause());
    List<Expression> orderBy = orderBy(ending.order);
    return new QueryBlock(
        extent.range(),
        kind,
        own.isCorrelated(),
        node.selectOption().stream().anyMatch(option -> option.DISTINCT() != null),
        items,
        from,
        where,
        groupBy,
        range(node.groupClause()),
        node.groupClause() != null && node.groupClause().ROLLUP() != null,
        having,
        windows,
        range(node.windowClause()),
        orderBy,
        range(ending.limit),
        ending.lockingRange(),
        extent.tail());
  }

  private static Optional<SourceRange> range(ParserRuleContext node) {
    return Optional.ofNullable(node).map(TextModel::range);
  }

  /** From where to where a part reaches, and where its tail begins. */
  private static final class Extent {
    private final int start;
    private int end;
    private int tailStart = -1;

    Extent(int start, int end) {
      this.start = start;
      this.end = end;
    }

    /** Of a block; INTO may be the last part of a SELECT without FROM, and does not count. */
    static Extent of(ParserRuleContext node) {
      int end = TextModel.end(node);
      if (node instanceof QuerySpecificationContext query
          && query.intoClause() != null
          && end == TextModel.end(query.intoClause())) {
        ParseTree before = query.getChild(query.getChildCount() - 2);
        end = TextModel.end((ParserRuleContext) before);
      }
      return new Extent(TextModel.start(node), end);
    }

    void tail(ParserRuleContext clause) {
      if (clause != null) {
        tailStart = tailStart < 0 ? TextModel.start(clause) : tailStart;
        end = Math.max(end, TextModel.end(clause));
      }
    }

    void tail(Ending ending) {
      tail(ending.order);
      tail(ending.limit);
      ending.locking.forEach(this::tail);
    }

    SourceRange range() {
      return new SourceRange(start, end);
    }

    Optional<SourceRange> tail() {
      return tailStart < 0 ? Optional.empty() : Optional.of(new SourceRange(tailStart, end));
    }
  }

  private List<SelectItem> items(QuerySpecificationContext node) {
    List<SelectItem> items = new ArrayList<>();
    MySqlParser.SelectItemContext first = node.selectItem();
    items.add(first.STAR() != null ? star(first) : item(first.expressionItem()));
    for (MySqlParser.ExpressionItemContext item : node.expressionItem()) {
      items.add(item(item));
    }
    return items;
  }

  private static SelectItem star(ParserRuleContext node) {
    return new SelectItem(TextModel.range(node), Optional.empty(), Optional.empty(), null);
  }

  private SelectItem item(MySqlParser.ExpressionItemContext node) {
    if (node.tableWild() != null) {
      return star(node);
    }
    Optional<String> alias = Optional.ofNullable(node.columnAlias()).map(this::alias);
    return new SelectItem(
        TextModel.range(node),
        Optional.of(expressions.expression(node.expression())),
        alias,
        alias.orElseGet(() -> labels.label(node.expression())));
  }

  private String alias(MySqlParser.ColumnAliasContext node) {
    return node.STRING_LITERAL() != null
        ? text.string(node.STRING_LITERAL())
        : text.name((ParserRuleContext) node.getChild(node.getChildCount() - 1));
  }

  List<Expression> expressions(List<? extends ParserRuleContext> nodes) {
    List<Expression> list = new ArrayList<>(nodes.size());
    for (ParserRuleContext node : nodes) {
      list.add(expressions.expression(node));
    }
    return list;
  }

  List<Expression> orderBy(MySqlParser.OrderClauseContext node) {
    return node == null
        ? List.of()
        : node.orderItem().stream().map(item -> expressions.expression(item.expression())).toList();
  }

  Optional<Condition> where(MySqlParser.WhereClauseContext node) {
    return Optional.ofNullable(node)
        .map(MySqlParser.WhereClauseContext::expression)
        .map(expressions::condition);
  }

  private List<Expression> windows(MySqlParser.WindowClauseContext node) {
    List<Expression> list = new ArrayList<>();
    if (node != null) {
      for (MySqlParser.NamedWindowContext window : node.namedWindow()) {
        MySqlParser.WindowSpecificationContext specification = window.windowSpecification();
        list.addAll(expressions(specification.expression()));
        list.addAll(orderBy(specification.orderClause()));
      }
    }
    return list;
  }
}
