package org.auroraml.jdbc.plan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;

/** Whether ORDER BY names select items, by their labels or their numbers. */
final class ItemOrder {
  private ItemOrder() {}

  /**
   * Whether a block's ORDER BY may name one of some items.
   *
   * @param text of the statement
   * @param expressions of the items
   */
  static boolean names(QueryBlock block, String text, Set<SourceRange> expressions) {
    Set<String> labels = new HashSet<>();
    for (SelectItem item : block.items()) {
      if (item.expression().filter(e -> expressions.contains(e.range())).isPresent()) {
        labels.add(item.label().toLowerCase(Locale.ROOT));
      }
    }
    // Names of aliases are compared without regard to accents: those are left to the server.
    boolean isAscii = labels.stream().allMatch(ItemOrder::isAscii);
    for (Expression key : block.orderBy()) {
      if (isNumber(key.range().of(text).strip(), block, expressions) || !key.queries().isEmpty()) {
        return true;
      }
      for (ColumnReference column : key.columns()) {
        String name = column.name().toLowerCase(Locale.ROOT);
        if (column.table().isEmpty() && (labels.contains(name) || !isAscii || !isAscii(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A number is the position of an item: of one of these, or of one that can't be told. */
  private static boolean isNumber(String key, QueryBlock block, Set<SourceRange> expressions) {
    if (!key.chars().allMatch(Character::isDigit)) {
      return false;
    }
    int position = key.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(key);
    for (int i = 0; i < Math.min(position, block.items().size()); i++) {
      Optional<Expression> item = block.items().get(i).expression();
      if (item.isEmpty()) {
        return true;
      }
    }
    return position < 1
        || position > block.items().size()
        || expressions.contains(block.items().get(position - 1).expression().orElseThrow().range());
  }

  static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 128);
  }
}
