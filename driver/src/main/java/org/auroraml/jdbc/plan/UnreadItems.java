package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryBlock.Kind;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;
import org.auroraml.grammar.WithClause;

/**
 * Expressions whose values nothing reads, so that no model need be asked for them: select items
 * after EXISTS, and the columns of derived and common tables that the statement names nowhere but
 * in such items, as in {@code SELECT COUNT(*) FROM (SELECT id, f(x) AS score FROM t) q}; and what
 * is the same for all rows that it groups or orders.
 */
final class UnreadItems {
  private static final Pattern EXISTS =
      Pattern.compile("\\bEXISTS\\s*\\(\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final MlCalls calls;
  private final Parts parts = new Parts();
  private final Set<SourceRange> unread = new HashSet<>();

  /**
   * @param calls finds the ML calls of the statement
   */
  UnreadItems(MlCalls calls) {
    this.calls = calls;
    query().ifPresent(parts::add);
    while (findMore()) {
      // What an item names that nothing reads may be named nowhere else.
    }
  }

  private boolean findMore() {
    boolean found = false;
    for (QueryBlock block : parts.blocks) {
      boolean isOfExists = isOfExists(block);
      for (SelectItem item : block.items()) {
        if (item.expression().isPresent()
            && !unread.contains(item.range())
            && (isOfExists || isOfTable(block, item))) {
          unread.add(item.range());
          found = true;
        }
      }
    }
    return found;
  }

  /** The expressions of a block with calls that nothing reads. */
  List<Expression> of(QueryBlock block) {
    List<Expression> expressions = new ArrayList<>();
    boolean isOfExists = isOfExists(block);
    for (SelectItem item : block.items()) {
      if (isOfExists || unread.contains(item.range())) {
        item.expression().filter(calls::hasCallWithin).ifPresent(expressions::add);
      }
    }
    if (!block.rollup()) {
      expressions.addAll(constants(block.groupBy()));
    }
    expressions.addAll(constants(block.orderBy()));
    return expressions;
  }

  /** Expressions of GROUP BY or ORDER BY with calls that neither part nor order any rows. */
  List<Expression> constants(List<Expression> keys) {
    return keys.stream()
        .filter(key -> calls.hasCall(key) && !key.dependsOnRows() && key.queries().isEmpty())
        .toList();
  }

  /** EXISTS asks for rows only (manual, section 13.2.15.6); HAVING may name an item. */
  private boolean isOfExists(QueryBlock block) {
    return block.kind() == Kind.SUBQUERY
        && block.having().isEmpty()
        && EXISTS.matcher(text().substring(0, block.range().start())).find();
  }

  private boolean isOfTable(QueryBlock block, SelectItem item) {
    return !block.distinct()
        && !isNumbered(block.groupBy())
        && !isNumbered(block.orderBy())
        && parts.blocks.stream()
            .filter(other -> !block.range().contains(other.range()))
            .noneMatch(UnreadItems::readsAll)
        && parts.tables.stream()
            .filter(table -> table.query().operands().equals(List.of(block)))
            .anyMatch(table -> !isNamed(item, table, block));
  }

  /** The query of the statement; empty where other parts of it may read tables too. */
  private Optional<QueryExpression> query() {
    Statement statement = calls.statement().statement();
    if (statement instanceof Statement.Query query) {
      return Optional.of(query.expression());
    } else if (statement instanceof Statement.Insert insert) {
      return insert.source();
    }
    return statement instanceof Statement.CreateTable create
        ? Optional.of(create.query())
        : Optional.empty();
  }

  /** Whether the statement has the column's name anywhere else, whatever it means there. */
  private boolean isNamed(SelectItem item, Table table, QueryBlock block) {
    String label = item.label();
    if (!table.columns().isEmpty()) {
      if (readsAll(block)) {
        return true;
      }
      label = table.columns().get(block.items().indexOf(item));
    }
    StringBuilder text = new StringBuilder(text());
    unread.forEach(range -> blank(range, text));
    blank(item.range(), text);
    blank(new SourceRange(table.range().start(), table.query().range().start()), text);
    blank(new SourceRange(table.query().range().end(), table.range().end()), text);
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(label) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  private static void blank(SourceRange range, StringBuilder text) {
    text.replace(range.start(), range.end(), " ".repeat(range.end() - range.start()));
  }

  /** Whether a block may read all columns of its tables. */
  private static boolean readsAll(QueryBlock block) {
    return block.items().isEmpty()
        || block.items().stream().anyMatch(item -> item.expression().isEmpty())
        || block.from().map(FromClause::joins).orElse(List.of()).stream()
            .anyMatch(TableReference.Join::natural);
  }

  /**
   * A derived or common table.
   *
   * @param range the whole, its name included
   * @param columns the names of its columns; empty where none are written
   */
  private record Table(SourceRange range, List<String> columns, QueryExpression query) {}

  /** All blocks of a query, and its derived and common tables. */
  private static final class Parts {
    private final List<QueryBlock> blocks = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    void add(QueryExpression query) {
      query.with().ifPresent(this::add);
      for (QueryBlock block : query.blocks()) {
        blocks.add(block);
        block.from().ifPresent(this::add);
        block.queries().forEach(this::add);
      }
      query.orderBy().stream().flatMap(e -> e.queries().stream()).forEach(this::add);
    }

    private void add(WithClause with) {
      for (WithClause.CommonTable table : with.tables()) {
        if (!with.recursive()) {
          tables.add(new Table(table.range(), table.columns(), table.query()));
        }
        add(table.query());
      }
    }

    private void add(FromClause from) {
      for (TableReference table : from.tables()) {
        if (table instanceof TableReference.DerivedTable derived) {
          tables.add(new Table(derived.range(), derived.columns(), derived.query()));
        }
      }
    }
  }

  /** Whether one of the expressions is the position of an item. */
  private boolean isNumbered(List<Expression> expressions) {
    return expressions.stream().anyMatch(e -> NUMBER.matcher(calls.words(e)).matches());
  }

  private String text() {
    return calls.statement().text();
  }
}
