package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL text and the parameters in it.
 *
 * @param sql the text
 * @param parameters for every {@code ?} in the text, in order, the number of the JDBC parameter of
 *     the original statement (counted from 1); a number may occur several times
 */
public record SqlFragment(String sql, List<Integer> parameters) {
  public SqlFragment {
    parameters = List.copyOf(parameters);
  }

  /** A text without parameters. */
  public static SqlFragment text(String sql) {
    return new SqlFragment(sql, List.of());
  }

  /** This fragment and then the other. */
  public SqlFragment append(SqlFragment other) {
    List<Integer> all = new ArrayList<>(parameters);
    all.addAll(other.parameters);
    return new SqlFragment(sql + other.sql, all);
  }
}
