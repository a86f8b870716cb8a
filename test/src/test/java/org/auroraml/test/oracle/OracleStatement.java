package org.auroraml.test.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.QueryOperand;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement;

/**
 * A statement of anybody's, and what has to be known of it to compare its results.
 *
 * @param sql the text
 * @param kind what it does
 * @param order which part of the order of its rows is part of the result
 */
record OracleStatement(String sql, Kind kind, Order order) {

  /** What a statement does. */
  enum Kind {
    READ,
    /** INSERT and REPLACE, which also move the counters of AUTO_INCREMENT. */
    INSERT,
    WRITE
  }

  /** How rows are compared. */
  sealed interface Order {
    /** As a multiset. */
    record None() implements Order {}

    /** One by one: the ORDER BY leaves no ties. */
    record Total() implements Order {}

    /**
     * As a multiset, and the columns that the ORDER BY begins with one by one: rows that are equal
     * in its keys may come in any order.
     */
    record ByColumns(List<Integer> indexes) implements Order {
      public ByColumns {
        indexes = List.copyOf(indexes);
      }
    }
  }

  private static final Pattern READS =
      Pattern.compile(
          "(?is)(\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n|#[^\\n]*\\n)*+(SELECT|WITH|TABLE|VALUES|SHOW|SET|DO|DESC|DESCRIBE|EXPLAIN|USE)\\b.*");

  /** A statement whose ORDER BY may leave ties. */
  static OracleStatement of(String sql) {
    return read(sql, false);
  }

  /** A statement whose ORDER BY, if it has one, orders its rows totally. */
  static OracleStatement totallyOrdered(String sql) {
    return read(sql, true);
  }

  private static OracleStatement read(String sql, boolean total) {
    try {
      Statement parsed = SqlParser.parse(sql, SqlMode.NONE).statement();
      if (parsed instanceof Statement.Query query) {
        return new OracleStatement(sql, Kind.READ, order(sql, query.expression(), total));
      } else if (parsed instanceof Statement.Insert) {
        return new OracleStatement(sql, Kind.INSERT, new Order.None());
      }
    } catch (SqlSyntaxException e) {
      // Then the server is asked what it makes of it.
    }
    Kind kind = READS.matcher(sql).matches() ? Kind.READ : Kind.WRITE;
    return new OracleStatement(sql, kind, new Order.None());
  }

  private static Order order(String sql, QueryExpression query, boolean total) {
    List<Expression> keys = keys(query);
    if (keys.isEmpty()) {
      return new Order.None();
    } else if (total) {
      return new Order.Total();
    }
    List<SelectItem> items = query.blocks().isEmpty() ? List.of() : query.blocks().get(0).items();
    List<Integer> indexes = new ArrayList<>();
    for (Expression key : keys) {
      Optional<Integer> index = index(sql, key, items);
      if (index.isEmpty()) {
        break;
      }
      indexes.add(index.get());
    }
    return indexes.isEmpty() ? new Order.None() : new Order.ByColumns(indexes);
  }

  private static List<Expression> keys(QueryExpression query) {
    if (!query.orderBy().isEmpty() || query.operands().size() != 1) {
      return query.orderBy();
    }
    QueryOperand only = query.operands().get(0);
    return only instanceof QueryBlock block ? block.orderBy() : keys((QueryExpression) only);
  }

  /** The column of the result that a key of ORDER BY is, by number, alias, or its text. */
  private static Optional<Integer> index(String sql, Expression key, List<SelectItem> items) {
    String text = words(key.range().of(sql)).replaceAll("(?i) (asc|desc)$", "");
    for (int i = 0; i < items.size(); i++) {
      SelectItem item = items.get(i);
      if (item.expression().isEmpty()) {
        return Optional.empty();
      }
      boolean named = item.alias().map(alias -> same(alias, text)).orElse(false);
      if (named
          || text.equals(Integer.toString(i + 1))
          || same(words(item.expression().get().range().of(sql)), text)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean same(String one, String other) {
    return one.replace("`", "")
        .toLowerCase(Locale.ROOT)
        .equals(other.replace("`", "").toLowerCase(Locale.ROOT));
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
