package org.auroraml.test.generator;

/** Names that are used once in a statement. */
final class Names {
  private int tables;
  private int columns;

  String table() {
    return "t" + ++tables;
  }

  String column() {
    return "c" + ++columns;
  }
}
