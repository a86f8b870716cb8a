package org.auroraml.jdbc.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.auroraml.batching.ModelInput;
import org.auroraml.jdbc.type.SqlType;

/**
 * The distinct arguments of a call over the rows that reach it, and the keys under which the
 * statement will look for their values.
 */
final class Gathering {
  private static final HexFormat HEX = HexFormat.of();

  private final Arguments arguments;
  private final List<ModelInput> inputs = new ArrayList<>();

  /** Keys as the server gave them; empty where they follow from the inputs. */
  private final List<String> keys = new ArrayList<>();

  private boolean correlated;

  private Gathering(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Reads rows whose columns are {@link Arguments#gatheredColumns()}. */
  static Gathering read(Arguments arguments, ArgumentRows rows) throws SQLException {
    Gathering gathering = new Gathering(arguments);
    if (arguments.isOwnKey()) {
      gathering.readNumbers(rows);
    } else if (arguments.keyIsGathered()) {
      gathering.readKeyed(rows);
    } else {
      while (rows.next()) {
        gathering.inputs.add(arguments.input(rows, 1));
      }
    }
    return gathering;
  }

  /** A NULL number has no key: its value is NULL without a lookup. */
  private void readNumbers(ArgumentRows rows) throws SQLException {
    boolean keyIsArgument = arguments.types().get(0).base() != SqlType.Base.FLOAT;
    while (rows.next()) {
      ModelInput input = arguments.input(rows, 1);
      if (input.argument(0) != null) {
        inputs.add(input);
        if (!keyIsArgument) {
          keys.add(rows.text(1));
        }
      }
    }
  }

  private void readKeyed(ArgumentRows rows) throws SQLException {
    Set<String> seen = new HashSet<>();
    while (rows.next()) {
      String key = rows.text(1);
      if (!seen.add(key)) {
        throw new SQLException(
            "Two different arguments of an ML function have the same digest; the statement was not run.",
            "HY000");
      }
      keys.add(key);
      inputs.add(arguments.input(rows, 2));
    }
  }

  /** These arguments, told to depend on rows around. */
  Gathering correlated() {
    correlated = true;
    return this;
  }

  /** Whether they were read for each row of the query around. */
  boolean isCorrelated() {
    return correlated;
  }

  Arguments arguments() {
    return arguments;
  }

  List<ModelInput> inputs() {
    return inputs;
  }

  /** The key of an input, by its position among {@link #inputs()}. */
  String key(int position) {
    if (!keys.isEmpty()) {
      return keys.get(position);
    }
    String argument = inputs.get(position).argument(0);
    return arguments.isOwnKey() ? argument : digest(argument);
  }

  /**
   * The key of the arguments in a row, as the server's look-up makes it.
   *
   * @param first the first of the columns {@link Arguments#gatheredColumns()}
   * @param input the arguments
   */
  static String key(Arguments arguments, ArgumentRows row, int first, ModelInput input)
      throws SQLException {
    boolean isFloat = arguments.types().get(0).base() == SqlType.Base.FLOAT;
    if (arguments.keyIsGathered() || (arguments.isOwnKey() && isFloat)) {
      return row.text(first);
    }
    return arguments.isOwnKey() ? input.argument(0) : digest(input.argument(0));
  }

  /** What the server's {@code IFNULL(MD5(x), '-')} gives for the text's UTF-8 bytes. */
  private static String digest(String text) {
    if (text == null) {
      return "-";
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HEX.formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
