package org.auroraml.stand;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Models that are exact functions, and the same functions as stored functions of MySQL 8.0.33 and
 * MariaDB 11.4. A statement must give the same answer with either; that is how the driver is proved
 * right.
 *
 * <p>The definitions use only operations that Java and the servers do alike to the last bit: double
 * addition, multiplication, floor and remainder, and decimal multiplication. Each is NULL for a
 * NULL argument and for some others.
 */
public final class OracleModels {
  private record Definition(
      String name,
      String parameters,
      String returns,
      String body,
      Function<List<String>, String> model) {
    String endpoint() {
      return name.replace('_', '-');
    }

    String signature() {
      return "CREATE FUNCTION " + name + "(" + parameters + ") RETURNS " + returns;
    }

    /** A row with a NULL argument gives NULL; a result {@code null} is an empty line. */
    String answer(List<String> row) {
      return row.stream().anyMatch(Objects::isNull) ? "" : Csv.field(model.apply(row));
    }
  }

  private static final List<Definition> DEFINITIONS =
      List.of(
          new Definition(
              "ml_num",
              "x DOUBLE",
              "DOUBLE",
              "RETURN IF(x = 13, NULL, x)",
              row -> Double.parseDouble(row.get(0)) == 13 ? null : row.get(0)),
          new Definition(
              "ml_two",
              "x DOUBLE, y DOUBLE",
              "DOUBLE",
              "RETURN IF(x = 13 OR ABS(x) > 1e300 OR ABS(y) > 1e300, NULL, 2 * x + y)",
              OracleModels::two),
          new Definition(
              "ml_int",
              "x DOUBLE",
              "INT",
              "RETURN IF(MOD(FLOOR(ABS(x)), 10) = 7, NULL, MOD(FLOOR(x), 1000))",
              OracleModels::integer),
          new Definition(
              "ml_dec",
              "x DOUBLE",
              "DECIMAL(12,4)",
              "RETURN IF(MOD(FLOOR(MOD(ABS(x), 1000000) * 4), 11) = 5, NULL,"
                  + " CAST(FLOOR(MOD(ABS(x), 1000000) * 4) AS DECIMAL(12,0)) * 0.2525"
                  + " * IF(x < 0, -1, 1))",
              OracleModels::decimal),
          new Definition(
              "ml_str",
              "s VARCHAR(255) CHARSET utf8mb4",
              "VARCHAR(255) CHARSET utf8mb4",
              "RETURN IF(CAST(s AS BINARY) = 'none', NULL, s)",
              row -> row.get(0).equals("none") ? null : row.get(0)),
          new Definition(
              "ml_label",
              "x DOUBLE",
              "VARCHAR(8) CHARSET utf8mb4",
              "RETURN CASE WHEN x IS NULL OR x = 13 THEN NULL WHEN x >= 10 THEN 'POSITIVE'"
                  + " WHEN x <= -10 THEN 'NEGATIVE' ELSE 'NEUTRAL' END",
              OracleModels::label));

  private OracleModels() {}

  /** The models by endpoint name. */
  public static Map<String, CsvModel> models() {
    Map<String, CsvModel> models = new LinkedHashMap<>();
    for (Definition definition : DEFINITIONS) {
      models.put(definition.endpoint(), rows -> answers(definition, rows));
    }
    return models;
  }

  /** Serves all of them. */
  public static ModelServer serve(ModelServer server) {
    models().forEach(server::endpoint);
    return server;
  }

  public static List<String> functionNames() {
    return DEFINITIONS.stream().map(Definition::name).toList();
  }

  /** CREATE FUNCTION statements with ordinary bodies. */
  public static List<String> storedFunctions() {
    return DEFINITIONS.stream()
        .map(d -> d.signature() + " DETERMINISTIC NO SQL " + d.body())
        .toList();
  }

  /** The CREATE FUNCTION statements of the same names that bind them to the endpoints. */
  public static List<String> mlFunctions() {
    return DEFINITIONS.stream()
        .map(
            d ->
                d.signature()
                    + " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME '"
                    + d.endpoint()
                    + "'")
        .toList();
  }

  private static List<String> answers(Definition definition, List<List<String>> rows) {
    List<String> answers = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      answers.add(definition.answer(row));
    }
    return answers;
  }

  private static String two(List<String> row) {
    double x = Double.parseDouble(row.get(0));
    double y = Double.parseDouble(row.get(1));
    return x == 13 || Math.abs(x) > 1e300 || Math.abs(y) > 1e300
        ? null
        : Double.toString(2 * x + y);
  }

  private static String integer(List<String> row) {
    double x = Double.parseDouble(row.get(0));
    return Math.floor(Math.abs(x)) % 10 == 7
        ? null
        : Integer.toString((int) (Math.floor(x) % 1000));
  }

  private static String decimal(List<String> row) {
    double x = Double.parseDouble(row.get(0));
    long quarters = (long) Math.floor(Math.abs(x) % 1_000_000 * 4);
    if (quarters % 11 == 5) {
      return null;
    }
    BigDecimal magnitude = BigDecimal.valueOf(quarters).multiply(new BigDecimal("0.2525"));
    return (x < 0 ? magnitude.negate() : magnitude)
        .setScale(4, RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private static String label(List<String> row) {
    double x = Double.parseDouble(row.get(0));
    if (x == 13) {
      return null;
    } else if (x >= 10) {
      return "POSITIVE";
    }
    return x <= -10 ? "NEGATIVE" : "NEUTRAL";
  }
}
