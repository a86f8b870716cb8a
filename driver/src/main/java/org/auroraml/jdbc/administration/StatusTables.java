package org.auroraml.jdbc.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Counters;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.plan.ReadTables;
import org.auroraml.jdbc.plan.Services;
import org.auroraml.jdbc.status.StatusVariable;
import org.auroraml.jdbc.type.Literals;

/**
 * The tables that tell what SHOW STATUS does, in performance_schema (MySQL) or information_schema
 * (MariaDB): where a statement reads them, it reads Aurora's variables too (feature F45).
 *
 * @param services whose counters they are
 */
public record StatusTables(Services services) {
  private static final String GLOBAL = "global_status";
  private static final Set<String> NAMES = Set.of(GLOBAL, "session_status");
  private static final Set<String> SCHEMAS = Set.of("performance_schema", "information_schema");

  /**
   * The text with our rows in the tables; empty if the statement reads none of them.
   *
   * @param database the current one, null for none
   */
  public Optional<String> withOurs(ParsedStatement statement, String database) {
    List<TableReference.Table> read =
        ReadTables.of(statement.statement()).stream()
            .filter(table -> NAMES.contains(lower(table.name())))
            .filter(table -> SCHEMAS.contains(lower(table.schema().orElse(database))))
            .toList();
    if (read.isEmpty()) {
      return Optional.empty();
    }
    SourceRewriter rewriter = new SourceRewriter(statement);
    for (TableReference.Table table : read) {
      rewriter.replace(table.range(), SqlFragment.text(rows(table, statement.text())));
    }
    return Optional.of(rewriter.renderAll().sql());
  }

  private static String lower(String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }

  private String rows(TableReference.Table table, String text) {
    Counters counters =
        lower(table.name()).equals(GLOBAL)
            ? services.serverStatus().counters()
            : services.sessionStatus().counters();
    StringBuilder sql =
        new StringBuilder("(SELECT VARIABLE_NAME, VARIABLE_VALUE FROM ")
            .append(table.table().of(text));
    StatusVariable.rows(counters)
        .forEach(
            (name, value) ->
                sql.append(" UNION ALL SELECT '")
                    .append(name)
                    .append("', '")
                    .append(value)
                    .append('\''));
    return sql.append(") AS ")
        .append(Literals.identifier(table.alias().orElse(table.name())))
        .toString();
  }
}
