package org.auroraml.grammar;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A parser as the report measures it.
 *
 * @param name as the report prints it
 * @param start makes it ready, which is part of the first parse
 */
record MeasuredParser(String name, Supplier<Reading> start) {
  static final MeasuredParser OURS =
      new MeasuredParser("auroraml-grammar", () -> (sql, modes) -> SqlParser.parse(sql, modes));

  /** Reads one statement; throws something if it refuses. */
  interface Reading {
    void read(String sql, Set<SqlMode> modes) throws Exception;
  }
}
