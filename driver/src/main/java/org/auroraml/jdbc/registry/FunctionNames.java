package org.auroraml.jdbc.registry;

import java.util.Set;

/**
 * A set of names that can be asked for a piece of a text without making an object of it, since it
 * is asked for every word before a parenthesis of every statement. Immutable.
 */
public final class FunctionNames {
  /** Open addressing, at most half full; the length is a power of two. */
  private final String[] table;

  private FunctionNames(String[] table) {
    this.table = table;
  }

  /** The set of these names; case does not matter. */
  public static FunctionNames of(Set<String> names) {
    String[] table = new String[Integer.highestOneBit(Math.max(4, names.size())) * 4];
    FunctionNames result = new FunctionNames(table);
    for (String name : names) {
      int slot = hash(name, 0, name.length()) & (table.length - 1);
      while (table[slot] != null) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = name;
    }
    return result;
  }

  /** Whether the set has {@code text.substring(start, end)}. */
  public boolean contains(String text, int start, int end) {
    int slot = hash(text, start, end) & (table.length - 1);
    for (String name = table[slot]; name != null; name = table[slot]) {
      if (name.length() == end - start && name.regionMatches(true, 0, text, start, end - start)) {
        return true;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return false;
  }

  private static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + Character.toLowerCase(text.charAt(i));
    }
    return hash ^ (hash >>> 16);
  }
}
