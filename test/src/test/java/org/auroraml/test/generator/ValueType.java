package org.auroraml.test.generator;

/** Types, as far as they matter to what can be done with a value. */
enum ValueType {
  INT(Tree.Kind.NUMBER),
  /** Not to be subtracted from: MySQL has no negative ones. */
  UNSIGNED(Tree.Kind.NUMBER),
  DECIMAL(Tree.Kind.NUMBER),
  DOUBLE(Tree.Kind.NUMBER),
  TEXT(Tree.Kind.TEXT),
  /** Of latin1, which a model's text is not compared with (AllowedDifferences). */
  LATIN(Tree.Kind.TEXT),
  DATE(Tree.Kind.DATE);

  private final Tree.Kind kind;

  ValueType(Tree.Kind kind) {
    this.kind = kind;
  }

  Tree.Kind kind() {
    return kind;
  }

  boolean isNumber() {
    return kind == Tree.Kind.NUMBER;
  }

  boolean isText() {
    return kind == Tree.Kind.TEXT;
  }
}
