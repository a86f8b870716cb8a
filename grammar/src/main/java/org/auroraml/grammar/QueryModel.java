package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.LockingClauseContext;
import org.auroraml.grammar.antlr.MySqlParser.QuerySpecificationContext;
import org.auroraml.grammar.antlr.MySqlParser.TableFactorContext;

/** Builds {@link QueryBlock} and {@link FromClause}. */
final class QueryModel {
  private final TextModel text;
  private final ExpressionModel expressions;

  QueryModel(TextModel text) {
    this.text = text;
    this.expressions = new ExpressionModel(text, this);
  }

  ExpressionModel expressions() {
    return expressions;
  }

  /** The parts of a query, gathered in order of the text. */
  static final class Parts {
    final List<QueryBlock> blocks = new ArrayList<>();
    final List<QueryBlock> commonTables = new ArrayList<>();
    final List<Expression> orderBy = new ArrayList<>();
    MySqlParser.IntoClauseContext into;

    /** Common tables first, as they stand in the text. */
    List<QueryBlock> all() {
      List<QueryBlock> all = new ArrayList<>(commonTables);
      all.addAll(blocks);
      return all;
    }
  }

  /** All blocks of a query that is part of a statement. */
  List<QueryBlock> blocks(MySqlParser.QueryExpressionContext node, Kind kind) {
    Parts parts = new Parts();
    query(node, kind, parts);
    return parts.all();
  }

  void query(MySqlParser.QueryExpressionContext node, Kind kind, Parts parts) {
    if (node.withClause() != null) {
      commonTables(node.withClause(), parts.commonTables);
    }
    body(node.queryBody(), kind, parts);
  }

  void commonTables(MySqlParser.WithClauseContext node, List<QueryBlock> commonTables) {
    for (MySqlParser.CommonTableContext table : node.commonTable()) {
      commonTables.addAll(blocks(table.subquery().queryExpression(), Kind.COMMON_TABLE));
    }
  }

  void body(MySqlParser.QueryBodyContext node, Kind kind, Parts parts) {
    if (node.intoClause() != null) {
      parts.into = node.intoClause();
    }
    boolean single =
        node.queryOperand().size() == 1 && node.queryOperand(0).parenthesizedQuery() == null;
    if (!single) {
      parts.orderBy.addAll(orderBy(node.orderClause()));
    }
    Ending ending =
        single
            ? new Ending(node.orderClause(), node.limitClause(), node.lockingClause())
            : Ending.NONE;
    for (MySqlParser.QueryOperandContext operand : node.queryOperand()) {
      operand((ParserRuleContext) operand.getChild(0), kind, ending, parts);
    }
  }

  void insertQuery(MySqlParser.InsertQueryContext node, Parts parts) {
    if (node.withClause() != null) {
      commonTables(node.withClause(), parts.commonTables);
      body(node.queryBody(), Kind.SOURCE, parts);
      return;
    }
    Ending ending =
        node.queryOperand().isEmpty()
            ? new Ending(node.orderClause(), node.limitClause(), node.lockingClause())
            : Ending.NONE;
    operand((ParserRuleContext) node.insertOperand().getChild(0), Kind.SOURCE, ending, parts);
    for (MySqlParser.QueryOperandContext operand : node.queryOperand()) {
      operand((ParserRuleContext) operand.getChild(0), Kind.SOURCE, Ending.NONE, parts);
    }
  }

  /** ORDER BY, LIMIT and locking clauses: they belong to a block only where it stands alone. */
  private record Ending(
      MySqlParser.OrderClauseContext order,
      MySqlParser.LimitClauseContext limit,
      List<LockingClauseContext> locking) {
    static final Ending NONE = new Ending(null, null, List.of());
  }

  private void operand(ParserRuleContext node, Kind kind, Ending ending, Parts parts) {
    switch (node.getRuleIndex()) {
      case MySqlParser.RULE_querySpecification ->
          parts.blocks.add(block((QuerySpecificationContext) node, kind, ending, parts));
      case MySqlParser.RULE_parenthesizedQuery ->
          query(((MySqlParser.ParenthesizedQueryContext) node).queryExpression(), kind, parts);
      case MySqlParser.RULE_rowValues ->
          parts.blocks.add(
              block(node, kind, rowItems((MySqlParser.RowValuesContext) node), ending));
      default -> parts.blocks.add(block(node, kind, List.of(), ending));
    }
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
      ParserRuleContext node, Kind kind, List<SelectItem> items, Ending ending) {
    Extent extent = new Extent(node);
    extent.tail(ending);
    return new QueryBlock(
        extent.range(),
        kind,
        false,
        items,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        orderBy(ending.order),
        extent.tail());
  }

  private QueryBlock block(QuerySpecificationContext node, Kind kind, Ending ending, Parts parts) {
    if (node.intoClause() != null) {
      parts.into = node.intoClause();
    }
    Extent extent = new Extent(node);
    extent.tail(node.groupClause());
    extent.tail(node.havingClause());
    extent.tail(node.windowClause());
    extent.tail(ending);
    return new QueryBlock(
        extent.range(),
        kind,
        node.selectOption().stream().anyMatch(option -> option.DISTINCT() != null),
        items(node),
        from(node.fromClause()),
        where(node.whereClause()),
        node.groupClause() == null ? List.of() : expressions(node.groupClause().expression()),
        node.havingClause() == null
            ? Optional.empty()
            : Optional.of(expressions.condition(node.havingClause().expression())),
        windows(node.windowClause()),
        orderBy(ending.order),
        extent.tail());
  }

  /** From where to where a block reaches, and where its tail begins. */
  private static final class Extent {
    private final int start;
    private int end;
    private int tailStart = -1;

    Extent(ParserRuleContext node) {
      start = TextModel.start(node);
      end = TextModel.end(node);
      // INTO may be the last part of SELECT without FROM.
      if (node instanceof QuerySpecificationContext query
          && query.intoClause() != null
          && end == TextModel.end(query.intoClause())) {
        ParseTree before = query.getChild(query.getChildCount() - 2);
        end = TextModel.end((ParserRuleContext) before);
      }
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
        alias.orElseGet(() -> expressions.label(node.expression())));
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

  private Optional<FromClause> from(MySqlParser.FromClauseContext node) {
    return node == null || node.tableReferences() == null
        ? Optional.empty()
        : Optional.of(from(node.tableReferences(), List.of()));
  }

  /** Table references, with the blocks of a WITH clause before those of derived tables. */
  FromClause from(ParserRuleContext node, List<QueryBlock> commonTables) {
    List<QueryBlock> blocks = new ArrayList<>(commonTables);
    List<Expression> conditions = new ArrayList<>();
    tables(node, blocks, conditions);
    return new FromClause(TextModel.range(node), blocks, conditions);
  }

  private void tables(
      ParserRuleContext node, List<QueryBlock> blocks, List<Expression> conditions) {
    for (ParseTree child : node.children) {
      if (child instanceof MySqlParser.ExpressionContext on) {
        conditions.add(expressions.expression(on));
      } else if (child instanceof MySqlParser.SubqueryContext derived) {
        boolean lateral = ((TableFactorContext) node).LATERAL() != null;
        Kind kind = lateral ? Kind.LATERAL : Kind.DERIVED_TABLE;
        blocks.addAll(blocks(derived.queryExpression(), kind));
      } else if (child instanceof ParserRuleContext part) {
        tables(part, blocks, conditions);
      }
    }
  }

  /** Whether table references name more than one table. */
  static boolean joins(MySqlParser.TableReferencesContext node) {
    if (node.tableReference().size() > 1 || !node.tableReference(0).joinPart().isEmpty()) {
      return true;
    }
    TableFactorContext only = node.tableReference(0).tableFactor();
    return (only.tableReferences() != null && joins(only.tableReferences()))
        || (only.tableReference() != null && !only.tableReference().joinPart().isEmpty());
  }
}
