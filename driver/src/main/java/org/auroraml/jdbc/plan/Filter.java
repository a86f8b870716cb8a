package org.auroraml.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;

/**
 * A condition that leaves rows out. A row passes if one of the forms of the condition is true.
 *
 * @param condition the condition, as it stands in the statement
 * @param forms what stands in it in place of some of its columns
 */
record Filter(Expression condition, List<Map<SourceRange, String>> forms) {
  Filter {
    forms = List.copyOf(forms);
  }

  /** A condition of the rows' own block. */
  static Filter of(Expression condition) {
    return new Filter(condition, List.of(Map.of()));
  }

  static List<Filter> of(List<Expression> conditions) {
    return conditions.stream().map(Filter::of).toList();
  }

  /** The condition, with the values that are known, in parentheses. */
  SqlFragment render(SourceRewriter known) {
    List<SqlFragment> conditions = new ArrayList<>();
    for (Map<SourceRange, String> form : forms) {
      SourceRewriter text = new SourceRewriter(known);
      form.forEach((column, other) -> text.replace(column, SqlFragment.text(other)));
      conditions.add(Arguments.wrap("(", text.render(condition.range()), ")"));
    }
    return conditions.size() == 1
        ? conditions.get(0)
        : Arguments.wrap(
            "(", conditions.stream().reduce((a, b) -> a.append(" OR ").append(b)).get(), ")");
  }
}
