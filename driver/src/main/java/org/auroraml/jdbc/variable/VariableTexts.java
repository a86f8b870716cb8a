package org.auroraml.jdbc.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.VariableAssignment;
import org.auroraml.grammar.VariableReference;
import org.auroraml.jdbc.type.Literals;

/**
 * Puts literals in place of the variables that a statement reads, so that the server evaluates it
 * with their values; select items keep their labels. The statement then goes the way of any other.
 *
 * @param variables the session's
 */
public record VariableTexts(SessionVariables variables) {
  /** The text with literals; empty if the statement reads none of the variables. */
  public Optional<String> withLiterals(ParsedStatement statement) {
    List<VariableReference> read =
        statement.variables().stream()
            .filter(reference -> variables.find(reference.name()).isPresent())
            .filter(reference -> !isTarget(reference, statement.statement()))
            .toList();
    if (read.isEmpty()) {
      return Optional.empty();
    }
    SourceRewriter rewriter = new SourceRewriter(statement);
    for (VariableReference reference : read) {
      rewriter.replace(reference.range(), SqlFragment.text(literal(reference)));
    }
    for (SelectItem item : items(statement)) {
      if (item.alias().isEmpty()
          && item.expression().isPresent()
          && read.stream().anyMatch(reference -> item.range().contains(reference.range()))) {
        int end = item.range().end();
        rewriter.replace(
            new SourceRange(end, end),
            SqlFragment.text(" AS " + Literals.identifier(item.label())));
      }
    }
    return Optional.of(rewriter.renderAll().sql());
  }

  private static boolean isTarget(VariableReference reference, Statement statement) {
    return statement instanceof Statement.SetVariables set
        && set.assignments().stream()
            .map(VariableAssignment::target)
            .anyMatch(target -> target.contains(reference.range()));
  }

  private String literal(VariableReference reference) {
    AuroraVariable variable = variables.find(reference.name()).orElseThrow();
    String value =
        reference.scope() == VariableAssignment.Scope.GLOBAL
            ? variables.globalValue(variable)
            : variables.value(variable);
    return variable.isNumber() ? value : Literals.text(value);
  }

  /** The select items of a statement whose labels may be seen. */
  private static List<SelectItem> items(ParsedStatement parsed) {
    List<SelectItem> items = new ArrayList<>();
    Statement statement = parsed.statement();
    String text = parsed.text();
    if (statement instanceof Statement.Query query) {
      items(query.expression(), text, items);
    } else if (statement instanceof Statement.Insert insert) {
      insert.source().ifPresent(source -> items(source, text, items));
    } else if (statement instanceof Statement.CreateTable create) {
      items(create.query(), text, items);
    }
    return items;
  }

  private static void items(QueryExpression query, String text, List<SelectItem> items) {
    query
        .with()
        .ifPresent(with -> with.tables().forEach(table -> items(table.query(), text, items)));
    for (QueryBlock block : query.blocks()) {
      if (text.regionMatches(true, block.range().start(), "SELECT", 0, 6)) {
        items.addAll(block.items());
      }
      block.queries().forEach(nested -> items(nested, text, items));
    }
  }
}
