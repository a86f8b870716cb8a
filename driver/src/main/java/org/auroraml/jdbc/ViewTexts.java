package org.auroraml.jdbc;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Statements whose calls stood in views, as the server has told: they need not meet it again.
 * Thread-safe.
 */
final class ViewTexts {
  private static final int CAPACITY = 256;

  /** A longer text is one of values. */
  private static final int MAX_LENGTH = 16_384;

  private final Set<String> texts = new LinkedHashSet<>();
  private volatile boolean isEmpty = true;

  void add(String sql) {
    if (sql.length() > MAX_LENGTH) {
      return;
    }
    synchronized (texts) {
      if (texts.size() == CAPACITY) {
        texts.remove(texts.iterator().next());
      }
      texts.add(sql);
      isEmpty = false;
    }
  }

  /** Costs most statements nothing: they are not hashed while there are no such texts. */
  boolean contains(String sql) {
    if (isEmpty) {
      return false;
    }
    synchronized (texts) {
      return texts.contains(sql);
    }
  }
}
