package org.auroraml.test.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.auroraml.stand.CsvModel;
import org.auroraml.stand.OracleModels;

/**
 * Functions as both sides of a comparison have them.
 *
 * @param stored CREATE FUNCTION statements with ordinary bodies
 * @param ml CREATE FUNCTION statements of the same names with ALIAS clauses
 * @param models what the ALIAS clauses name, by endpoint
 */
public record Functions(List<String> stored, List<String> ml, Map<String, CsvModel> models) {
  /** The user variable in which logging functions record their arguments, each once. */
  static final String LOG = "@oracle_calls";

  private static final Pattern STORED =
      Pattern.compile("(CREATE FUNCTION (\\w+)\\((.*)\\) RETURNS .*) (RETURN .*)");

  public Functions {
    stored = List.copyOf(stored);
    ml = List.copyOf(ml);
    models = Map.copyOf(models);
  }

  /** Those of the stand. */
  public static Functions ofOracle() {
    return new Functions(
        OracleModels.storedFunctions(), OracleModels.mlFunctions(), OracleModels.models());
  }

  /**
   * The same, but the stored ones record their arguments. They do it in a variable: a function that
   * writes into a table would lock tables that the statement reads.
   */
  public Functions logging() {
    return new Functions(stored.stream().map(Functions::logging).toList(), ml, models);
  }

  private static String logging(String function) {
    Matcher matcher = STORED.matcher(function);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(function);
    }
    String values =
        Arrays.stream(matcher.group(3).split(","))
            .map(
                parameter ->
                    "IFNULL(CONCAT('x', HEX(CONCAT("
                        + parameter.strip().split(" ")[0]
                        + "))), '-')")
            .collect(Collectors.joining(", ' ', "));
    String call = "CONCAT('" + matcher.group(2) + " ', " + values + ", ';')";
    // Each input once: MySQL keeps every value of the variable until the statement ends.
    return matcher.group(1)
        + (" BEGIN IF NOT LOCATE(" + call + ", " + LOG + ") THEN SET " + LOG + " = CONCAT(" + LOG)
        + (", " + call + "); END IF; " + matcher.group(4) + "; END");
  }
}
