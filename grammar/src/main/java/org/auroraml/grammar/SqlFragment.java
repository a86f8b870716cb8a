package org.auroraml.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL whose JDBC parameters are those of another statement.
 *
 * @param sql SQL text
 * @param parameters for every parameter mark ({@code ?}) of {@code sql}, in order, which parameter
 *     of the original statement it stands for, counted from 1; one may stand several times
 */
public record SqlFragment(String sql, List<Integer> parameters) {
  public SqlFragment {
    parameters = List.copyOf(parameters);
  }

  /** SQL text without parameters. */
  public static SqlFragment text(String sql) {
    return new SqlFragment(sql, List.of());
  }

  /** This fragment followed by text without parameters. */
  public SqlFragment append(String sql) {
    return new SqlFragment(this.sql + sql, parameters);
  }

  /** This fragment followed by another. */
  public SqlFragment append(SqlFragment next) {
    return builder().append(this).append(next).build();
  }

  /** Starts an empty fragment. */
  public static Builder builder() {
    return new Builder();
  }

  /** Puts a fragment together. Not thread-safe. */
  public static final class Builder {
    private final StringBuilder sql = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();

    private Builder() {}

    /** Appends text without parameters. */
    public Builder append(String text) {
      sql.append(text);
      return this;
    }

    /** Appends a fragment. */
    public Builder append(SqlFragment fragment) {
      sql.append(fragment.sql());
      parameters.addAll(fragment.parameters());
      return this;
    }

    /** Appends part of a text; its parameters are added with {@link #parameter}. */
    Builder append(String text, int start, int end) {
      sql.append(text, start, end);
      return this;
    }

    Builder parameter(int ordinal) {
      parameters.add(ordinal);
      return this;
    }

    /** Whether nothing was appended yet. */
    public boolean isEmpty() {
      return sql.isEmpty();
    }

    /** The fragment so far. */
    public SqlFragment build() {
      return new SqlFragment(sql.toString(), parameters);
    }
  }
}
