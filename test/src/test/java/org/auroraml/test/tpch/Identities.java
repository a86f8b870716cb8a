package org.auroraml.test.tpch;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.stand.Csv;
import org.auroraml.stand.CsvModel;
import org.auroraml.test.oracle.Functions;

/** Functions that give their argument back, one for each type of column. */
enum Identities {
  INT("id_int", "INT", "INT", "%s"),
  DECIMAL("id_dec", "DECIMAL(15,2)", "DECIMAL(15,2)", "%s"),
  /** For sums and products. */
  WIDE("id_wide", "DECIMAL(40,10)", "DECIMAL(40,10)", "%s"),
  TEXT("id_str", "VARCHAR(200)", "VARCHAR(200)", "%s"),
  /** An ML function returns no DATE. */
  DATE("id_date", "DATE", "VARCHAR(10)", "CAST(%s AS DATE)");

  private static final List<String> INTS =
      List.of(
          "p_size",
          "ps_availqty",
          "o_shippriority",
          "l_year",
          "o_year",
          "c_count",
          "custdist",
          "numwait",
          "supplier_no",
          "supplier_cnt",
          "order_count",
          "l_linenumber");
  private static final List<String> DECIMALS =
      List.of(
          "l_quantity",
          "l_extendedprice",
          "l_discount",
          "l_tax",
          "ps_supplycost",
          "s_acctbal",
          "c_acctbal",
          "o_totalprice",
          "p_retailprice");
  private static final List<String> WIDES =
      List.of("revenue", "volume", "amount", "value", "total_revenue");

  private final String function;
  private final String parameter;
  private final String returns;
  private final String around;

  Identities(String function, String parameter, String returns, String around) {
    this.function = function;
    this.parameter = parameter;
    this.returns = returns;
    this.around = around;
  }

  /** The one for a column of TPC-H or of its queries' derived tables. */
  static Identities of(ColumnReference column) {
    String name = column.name().toLowerCase(Locale.ROOT);
    if (name.endsWith("key") || INTS.contains(name)) {
      return INT;
    } else if (name.endsWith("date")) {
      return DATE;
    } else if (DECIMALS.contains(name)) {
      return DECIMAL;
    }
    return WIDES.contains(name) ? WIDE : TEXT;
  }

  /** A statement with a column replaced by the call of its function. */
  static String wrapped(ParsedStatement statement, ColumnReference column) {
    Identities identity = of(column);
    String call = identity.function + "(" + column.range().of(statement.text()) + ")";
    return new SourceRewriter(statement)
        .replace(column.range(), SqlFragment.text(identity.around.formatted(call)))
        .renderAll()
        .sql();
  }

  static Functions functions() {
    Map<String, CsvModel> models = new HashMap<>();
    for (Identities identity : values()) {
      models.put(
          identity.endpoint(), rows -> rows.stream().map(row -> Csv.field(row.get(0))).toList());
    }
    return new Functions(
        List.of(values()).stream()
            .map(identity -> identity.head() + " DETERMINISTIC NO SQL RETURN x")
            .toList(),
        List.of(values()).stream()
            .map(
                identity ->
                    identity.head()
                        + " ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME '"
                        + (identity.endpoint() + "'"))
            .toList(),
        models);
  }

  private String endpoint() {
    return function.replace('_', '-');
  }

  private String head() {
    return "CREATE FUNCTION " + function + "(x " + parameter + ") RETURNS " + returns;
  }
}
