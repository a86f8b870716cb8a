package org.auroraml.batching;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The arguments of one call of a model: the server's text of each, null for SQL NULL. Equal by
 * value. A statement may hold millions of these, so a single argument costs one object beside its
 * text.
 */
public final class ModelInput {
  private static final String[] NONE = {};

  private final String first;
  private final String[] rest;

  /**
   * @param arguments at least one; nulls allowed; copied
   */
  public ModelInput(List<String> arguments) {
    this(arguments.toArray(NONE));
  }

  private ModelInput(String[] arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("A model is called with at least one argument");
    }
    first = arguments[0];
    rest = arguments.length == 1 ? NONE : Arrays.copyOfRange(arguments, 1, arguments.length);
  }

  private ModelInput(String argument) {
    first = argument;
    rest = NONE;
  }

  /** The input of a model with one argument. */
  public static ModelInput of(String argument) {
    return new ModelInput(argument);
  }

  /** The input of a model with several arguments. */
  public static ModelInput of(String... arguments) {
    return new ModelInput(arguments);
  }

  /** How many arguments there are, at least 1. */
  public int size() {
    return 1 + rest.length;
  }

  /** One argument, null for SQL NULL. */
  public String argument(int index) {
    return index == 0 ? first : rest[index - 1];
  }

  /** The arguments, in order; unmodifiable, with nulls. */
  public List<String> arguments() {
    String[] all = new String[size()];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return Collections.unmodifiableList(Arrays.asList(all));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelInput that
        && Objects.equals(first, that.first)
        && Arrays.equals(rest, that.rest);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(first) + Arrays.hashCode(rest);
  }

  /** Says how many arguments there are, never what they are: inputs may be personal data. */
  @Override
  public String toString() {
    return "ModelInput of " + size() + (size() == 1 ? " argument" : " arguments");
  }
}
