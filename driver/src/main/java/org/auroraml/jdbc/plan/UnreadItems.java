package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * Select items whose values nothing reads, so that no model need be asked for them: those after
 * EXISTS, and the columns of derived and common tables that the statement never names, as in {@code
 * SELECT COUNT(*) FROM (SELECT id, f(x) AS score FROM t) q}.
 *
 * @param calls finds the ML calls of the statement
 */
record UnreadItems(MlCalls calls) {
  private static final Pattern EXISTS =
      Pattern.compile("\\bEXISTS\\s*\\(\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** The items of a block with calls that nothing reads. */
  List<Expression> of(QueryBlock block) {
    return block.items().stream()
        .filter(item -> item.expression().filter(calls::hasCallWithin).isPresent())
        .filter(item -> isOfExists(block) || isOfTable(block, item))
        .flatMap(item -> item.expression().stream())
        .toList();
  }

  /** EXISTS asks for rows only (manual, section 13.2.15.6); HAVING may name an item. */
  private boolean isOfExists(QueryBlock block) {
    return block.kind() == Kind.SUBQUERY
        && block.having().isEmpty()
        && EXISTS.matcher(text().substring(0, block.range().start())).find();
  }

  private boolean isOfTable(QueryBlock block, SelectItem item) {
    Parts parts = new Parts();
    query().ifPresent(parts::add);
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
    String text = text();
    SourceRange query = table.query().range();
    Pattern name =
        Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(label) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return Stream.of(
            new SourceRange(0, table.range().start()),
            new SourceRange(query.start(), item.range().start()),
            new SourceRange(item.range().end(), query.end()),
            new SourceRange(table.range().end(), text.length()))
        .anyMatch(part -> name.matcher(part.of(text)).find());
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
