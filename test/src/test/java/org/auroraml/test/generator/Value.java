package org.auroraml.test.generator;

import java.util.function.UnaryOperator;

/**
 * An expression with what must be known of it to keep results determinate.
 *
 * @param tree the expression; what is made of it puts no parentheses around it
 * @param type its type, roughly
 * @param settled of a number: it is a small multiple of a power of two, so that doubles of it add
 *     up to the same in any order; of a text: texts that collate as equal are the same, so that it
 *     does not matter which one of them stands for a group
 */
record Value(Tree tree, ValueType type, boolean settled) {

  static Value of(ValueType type, boolean settled, Object... parts) {
    return new Value(Tree.of(type.kind(), parts), type, settled);
  }

  /** A value whose sum is the same in any order. */
  Value summable() {
    return settled || type != ValueType.DOUBLE
        ? this
        : of(ValueType.DECIMAL, false, "CAST(", tree, " AS DECIMAL(20,4))");
  }

  /** A value that is the same for all members of a group that it makes. */
  Value grouped() {
    return settled || !type.isText() ? this : of(ValueType.TEXT, true, "LOWER(", tree, ")");
  }

  /** The same value, spelled another way. */
  Value spelled(UnaryOperator<Tree> how) {
    return new Value(how.apply(tree), type, settled);
  }
}
