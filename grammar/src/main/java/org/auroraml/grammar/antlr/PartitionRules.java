package org.auroraml.grammar.antlr;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.antlr.MySqlParser.PartitionDefinitionContext;
import org.auroraml.grammar.antlr.MySqlParser.PartitionDefinitionsContext;
import org.auroraml.grammar.antlr.MySqlParser.PartitionValuesContext;
import org.auroraml.grammar.antlr.MySqlParser.PartitioningContext;

/** What MySQL checks of partitions while it parses them, and so answers with a syntax error. */
final class PartitionRules {
  /** Stands for the number of columns of a table that is partitioned already. */
  private static final int UNKNOWN = -1;

  private static final Set<String> VARYING_FUNCTIONS =
      Set.of(
          "BENCHMARK",
          "CONNECTION_ID",
          "FOUND_ROWS",
          "GET_LOCK",
          "LAST_INSERT_ID",
          "LOAD_FILE",
          "RAND",
          "RANDOM_BYTES",
          "SLEEP",
          "UUID",
          "UUID_SHORT");

  private PartitionRules() {}

  /** The first part of PARTITION BY that breaks a rule, or null. */
  static ParserRuleContext offender(PartitioningContext partitioning) {
    PartitionDefinitionsContext definitions = partitioning.partitionDefinitions();
    if (definitions == null) {
      return null;
    }
    List<PartitionDefinitionContext> partitions = definitions.partitionDefinition();
    if (!isCount(partitioning.INTEGER_NUMBER(), partitions.size())) {
      return definitions;
    }
    boolean byValues = partitioning.RANGE() != null || partitioning.LIST() != null;
    int columns =
        partitioning.columnNames() == null ? 1 : partitioning.columnNames().identifier().size();
    MySqlParser.SubpartitioningContext below = partitioning.subpartitioning();
    int subpartitions = partitions.get(0).subpartition().size();
    for (PartitionDefinitionContext partition : partitions) {
      int own = partition.subpartition().size();
      if ((byValues && (partition.VALUES() == null || breaksValues(partition, columns)))
          || own != subpartitions
          || (below != null && own > 0 && !isCount(below.INTEGER_NUMBER(), own))) {
        return partition;
      }
    }
    return null;
  }

  /** The first partition of ALTER TABLE that breaks a rule, or null. */
  static ParserRuleContext offender(PartitionDefinitionsContext definitions) {
    for (PartitionDefinitionContext partition : definitions.partitionDefinition()) {
      if (partition.VALUES() != null && breaksValues(partition, UNKNOWN)) {
        return partition;
      }
    }
    return null;
  }

  private static boolean isCount(TerminalNode number, int count) {
    return number == null || number.getText().equals(Integer.toString(count));
  }

  private static boolean breaksValues(PartitionDefinitionContext partition, int columns) {
    List<PartitionValuesContext> values = partition.partitionValues();
    if (partition.IN() == null) {
      return columns > 1 && (values.isEmpty() || values.get(0).partitionValue().size() == 1);
    }
    boolean rows = holdsRows(partition);
    return (rows && columns == 1)
        || (!rows && columns > 1)
        || values.stream().anyMatch(value -> rows && value.partitionValue().size() == 1)
        || values.stream().anyMatch(PartitionRules::holdsMaxValue);
  }

  /** Whether the values are rows: IN ((1, 2), (3, 4)). */
  private static boolean holdsRows(PartitionDefinitionContext partition) {
    int in = partition.children.indexOf(partition.IN());
    return partition.getChild(in + 1) instanceof TerminalNode;
  }

  private static boolean holdsMaxValue(PartitionValuesContext values) {
    return values.partitionValue().stream().anyMatch(value -> value.MAXVALUE() != null);
  }

  /**
   * The first token from {@code from} to before {@code to} whose value may change while a row stays
   * the same, or null: a partitioning function must always give the same for a row.
   */
  static Token varying(TokenStream tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      if (varies(tokens, i)) {
        return tokens.get(i);
      }
    }
    return null;
  }

  private static boolean varies(TokenStream tokens, int i) {
    return switch (tokens.get(i).getType()) {
      case MySqlParser.CURDATE,
          MySqlParser.CURRENT_DATE,
          MySqlParser.CURRENT_TIME,
          MySqlParser.CURRENT_TIMESTAMP,
          MySqlParser.CURRENT_USER,
          MySqlParser.CURTIME,
          MySqlParser.NOW,
          MySqlParser.SYSDATE,
          MySqlParser.USER_VARIABLE,
          MySqlParser.UTC_DATE,
          MySqlParser.UTC_TIME,
          MySqlParser.UTC_TIMESTAMP ->
          true;
      case MySqlParser.WORD ->
          tokens.get(i + 1).getType() == MySqlParser.LPAREN
              && VARYING_FUNCTIONS.contains(tokens.get(i).getText().toUpperCase(Locale.ROOT));
      default -> false;
    };
  }
}
