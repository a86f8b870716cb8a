package org.auroraml.jdbc.forwarding;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The values of a prepared statement's parameters, as calls that can be made again on any statement
 * at any position. Positions count from 1. Not safe for use by several threads; a {@link #copy()}
 * is independent of the original.
 */
public final class ParameterBindings {

  /** Binds one value to the parameter at a position of a statement. */
  @FunctionalInterface
  public interface Setter {
    void set(PreparedStatement target, int index) throws SQLException;
  }

  private Setter[] setters;

  public ParameterBindings() {
    this(new Setter[0]);
  }

  private ParameterBindings(Setter[] setters) {
    this.setters = setters;
  }

  /** Remembers the value of a parameter, in place of an earlier one. */
  public void bind(int index, Setter setter) {
    if (index > setters.length) {
      setters = Arrays.copyOf(setters, Math.max(index, 2 * setters.length));
    }
    setters[index - 1] = setter;
  }

  public void clear() {
    Arrays.fill(setters, null);
  }

  public ParameterBindings copy() {
    return new ParameterBindings(setters.clone());
  }

  public boolean isBound(int index) {
    return index >= 1 && index <= setters.length && setters[index - 1] != null;
  }

  /**
   * Binds the value of parameter {@code originalIndex} to parameter {@code targetIndex} of {@code
   * target}.
   *
   * @throws SQLException with SQLSTATE 07001 if the parameter has no value, or the target's own
   */
  public void apply(int originalIndex, PreparedStatement target, int targetIndex)
      throws SQLException {
    if (!isBound(originalIndex)) {
      throw new SQLException("No value specified for parameter " + originalIndex, "07001");
    }
    setters[originalIndex - 1].set(target, targetIndex);
  }
}
