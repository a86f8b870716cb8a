package org.auroraml.jdbc.administration;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.TableReference;

/**
 * The tables that the arguments of calls come from, by the names that EXPLAIN shows. A column
 * without a table's name may be any table's of its query block: all of them count.
 *
 * @param statement an EXPLAIN
 */
record ArgumentTables(ParsedStatement statement) {

  /** Their names or aliases, in lower case. */
  Set<String> of(Collection<FunctionCall> calls) {
    Set<String> tables = new HashSet<>();
    Statement explained = ((Statement.Explain) statement.statement()).explained();
    for (FunctionCall call : calls) {
      List<ColumnReference> columns =
          call.arguments().stream().flatMap(argument -> argument.columns().stream()).toList();
      columns.forEach(column -> column.table().ifPresent(table -> tables.add(lower(table))));
      if (columns.stream().anyMatch(column -> column.table().isEmpty())) {
        from(explained, call.range()).ifPresent(from -> names(from, tables));
      }
    }
    return tables;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void names(FromClause from, Set<String> tables) {
    for (TableReference table : from.tables()) {
      if (table instanceof TableReference.Table named) {
        tables.add(lower(named.alias().orElse(named.name())));
      } else if (table instanceof TableReference.DerivedTable derived) {
        derived.alias().ifPresent(alias -> tables.add(lower(alias)));
      }
    }
  }

  /** The tables of the innermost query around a place. */
  private static Optional<FromClause> from(Statement explained, SourceRange place) {
    if (explained instanceof Statement.Query query) {
      return from(query.expression(), place);
    } else if (explained instanceof Statement.Insert insert) {
      return insert.source().flatMap(source -> from(source, place));
    } else if (explained instanceof Statement.Update update) {
      return Optional.of(update.tables());
    } else if (explained instanceof Statement.Delete delete) {
      return Optional.of(delete.tables());
    }
    return Optional.empty();
  }

  private static Optional<FromClause> from(QueryExpression query, SourceRange place) {
    List<QueryExpression> tables =
        query.with().stream()
            .flatMap(with -> with.tables().stream())
            .map(table -> table.query())
            .toList();
    for (QueryExpression table : tables) {
      Optional<FromClause> found = from(table, place);
      if (found.isPresent()) {
        return found;
      }
    }
    for (QueryBlock block : query.blocks()) {
      if (block.range().contains(place)) {
        return block.queries().stream()
            .map(nested -> from(nested, place))
            .flatMap(Optional::stream)
            .findFirst()
            .or(block::from);
      }
    }
    return Optional.empty();
  }
}
