package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.auroraml.grammar.ColumnReference;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.Expression.Trait;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.grammar.QueryExpression;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.WithClause;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.CallSite.Form;
import org.auroraml.jdbc.plan.CallSite.Grouping;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * Finds the ML calls of a statement, and refuses those that stand where none can be evaluated.
 *
 * @param statement the statement
 * @param registry the ML functions
 * @param database the current database, null for none
 */
record MlCalls(ParsedStatement statement, FunctionRegistry registry, String database) {

  /** The ML calls in an expression, inner ones before the ones around them. */
  List<CallSite> sites(Expression expression, Form form) {
    return sites(List.of(expression), form);
  }

  /**
   * The ML calls in expressions, inner ones before the ones around them.
   *
   * @param expressions all parts of a condition together, so that each is known to the others
   */
  List<CallSite> sites(List<Expression> expressions, Form form) {
    ShortCircuits conditions = conditions(expressions);
    List<CallSite> sites = new ArrayList<>();
    for (Expression expression : expressions) {
      collect(expression, form, conditions, sites);
    }
    return inTurn(sites, expressions);
  }

  /**
   * Leaves of the conditions with calls those which let a model wait for another: the operand
   * stands before the call, and what is asked for it does not wait itself. A call that is asked for
   * anyway need not wait.
   *
   * @param expressions parts of a condition do not let each other wait: {@link ConditionsPlanner}
   *     sees to that
   */
  private List<CallSite> inTurn(List<CallSite> sites, List<Expression> expressions) {
    List<CallSite> inTurn = new ArrayList<>(sites);
    List<Integer> order =
        IntStream.range(0, sites.size())
            .boxed()
            .sorted(Comparator.comparing(i -> sites.get(i).range().start()))
            .toList();
    for (int i : order) {
      CallSite site = sites.get(i);
      inTurn.set(
          i,
          site.onlyIf(
              site.conditions().stream()
                  .filter(c -> !c.ofCalls() || letsWait(c, site, inTurn, expressions))
                  .toList()));
    }
    return inTurn;
  }

  private boolean letsWait(
      KnownCondition condition, CallSite site, List<CallSite> sites, List<Expression> expressions) {
    List<CallSite> before =
        sites.stream().filter(other -> condition.contains(other.range())).toList();
    return condition.operand().end() <= site.range().start()
        && (expressions.size() == 1
            || expressions.stream().noneMatch(e -> e.range().equals(condition.operand())))
        && before.stream().allMatch(other -> other.equals(other.beforeAllCalls()))
        && before.stream().noneMatch(other -> words(other.range()).equals(words(site.range())));
  }

  private void collect(
      Expression expression, Form form, ShortCircuits conditions, List<CallSite> sites) {
    for (FunctionCall call : expression.calls()) {
      for (Expression argument : call.arguments()) {
        collect(argument, form, conditions, sites);
      }
      function(call)
          .ifPresent(
              function ->
                  sites.add(
                      new CallSite(
                          call, function, form, Grouping.ROW, conditions.conditions(call))));
    }
  }

  /** What differs each time, or is known only after the rows are read, decides nothing. */
  private ShortCircuits conditions(List<Expression> expressions) {
    List<SourceRange> differing = new ArrayList<>();
    List<SourceRange> called = new ArrayList<>();
    List<SourceRange> columns =
        expressions.stream()
            .flatMap(expression -> expression.columns().stream())
            .map(ColumnReference::range)
            .toList();
    List<SourceRange> varying = new ArrayList<>(columns);
    for (Expression expression : expressions) {
      expression.queries().forEach(query -> varying.add(query.range()));
      Set<Trait> traits = expression.traits();
      if (traits.contains(Trait.NONDETERMINISTIC)
          || traits.contains(Trait.ASSIGNS_VARIABLE)
          || traits.contains(Trait.WINDOW)) {
        differing.add(expression.range());
      } else {
        within(expression, called);
        expression.queries().forEach(query -> within(query, differing));
      }
      if (traits.contains(Trait.AGGREGATE) || traits.contains(Trait.CONTEXTUAL)) {
        varying.add(expression.range());
      }
    }
    return new ShortCircuits(
        operand -> isApart(operand, differing),
        operand -> called.stream().noneMatch(operand::contains),
        operand -> isApart(operand, varying),
        columns::contains);
  }

  private static boolean isApart(SourceRange operand, List<SourceRange> ranges) {
    return ranges.stream().noneMatch(range -> operand.contains(range) || range.contains(operand));
  }

  /** Adds the ranges of all ML calls in an expression, subqueries included. */
  void within(Expression expression, List<SourceRange> ranges) {
    for (FunctionCall call : expression.calls()) {
      if (function(call).isPresent()) {
        ranges.add(call.range());
      }
      call.arguments().forEach(argument -> within(argument, ranges));
    }
    expression.queries().forEach(query -> within(query, ranges));
  }

  /** Adds the ranges of all ML calls in a query, subqueries included. */
  void within(QueryExpression query, List<SourceRange> ranges) {
    query.with().ifPresent(with -> with.tables().forEach(t -> within(t.query(), ranges)));
    for (QueryBlock block : query.blocks()) {
      block.expressions().forEach(expression -> within(expression, ranges));
      block.from().ifPresent(from -> from.queries().forEach(q -> within(q, ranges)));
    }
    query.orderBy().forEach(expression -> within(expression, ranges));
  }

  private Optional<MlFunction> function(FunctionCall call) {
    return registry.find(call.name(), database);
  }

  /** Whether an expression holds an ML call, outside of its subqueries. */
  boolean hasCall(Expression expression) {
    return !sites(expression, Form.TYPED).isEmpty();
  }

  /** How many ML calls stand around the innermost one of a call's arguments. */
  int depth(CallSite site) {
    int depth = 0;
    for (Expression argument : site.call().arguments()) {
      for (CallSite inner : sites(argument, site.form())) {
        depth = Math.max(depth, depth(inner) + 1);
      }
    }
    return depth;
  }

  /** Fails as MySQL does for a stored function. */
  static void requireArguments(CallSite site) throws SQLException {
    int expected = site.function().parameters().size();
    int got = site.call().arguments().size();
    if (got != expected && !(site.function().optionalBatchSize() && got == expected + 1)) {
      throw SqlErrors.wrongArgumentCount(site.function().qualifiedName(), expected, got);
    }
  }

  /** Refuses calls in any of the expressions. */
  void refuse(List<Expression> expressions, String where) throws SQLException {
    for (Expression expression : expressions) {
      for (CallSite site : sites(expression, Form.TYPED)) {
        throw refusal(site, "calls are not supported yet in " + where);
      }
    }
  }

  /** Refuses calls anywhere in a query, subqueries included. */
  void refuse(QueryExpression query, String where) throws SQLException {
    if (query.with().isPresent()) {
      refuse(query.with().get(), where);
    }
    for (QueryBlock block : query.blocks()) {
      refuse(block, where);
    }
    refuse(query.orderBy(), where);
  }

  /** Refuses calls anywhere in a WITH clause. */
  void refuse(WithClause with, String where) throws SQLException {
    for (WithClause.CommonTable table : with.tables()) {
      refuse(table.query(), where);
    }
  }

  /** Refuses calls anywhere in a block, subqueries included. */
  void refuse(QueryBlock block, String where) throws SQLException {
    refuse(block.expressions(), where);
    for (QueryExpression nested : block.queries()) {
      refuse(nested, where);
    }
  }

  /** Whether an expression holds an ML call, also in a subquery. */
  boolean hasCallWithin(Expression expression) {
    List<SourceRange> ranges = new ArrayList<>();
    within(expression, ranges);
    return !ranges.isEmpty();
  }

  /** Whether a query holds an ML call. */
  boolean hasCallWithin(QueryExpression query) {
    List<SourceRange> ranges = new ArrayList<>();
    within(query, ranges);
    return !ranges.isEmpty();
  }

  /** The position of the select item that an expression repeats; 0 if there is none. */
  int position(QueryBlock block, Expression expression) {
    int position = 0;
    for (int i = 0; i < block.items().size(); i++) {
      Optional<Expression> item = block.items().get(i).expression();
      if (item.isEmpty()) {
        // How many columns a * stands for is not known here.
        return 0;
      }
      if (position == 0 && words(item.get()).equals(words(expression))) {
        position = i + 1;
      }
    }
    return position;
  }

  /** The text of an expression, the blanks in it alike. */
  String words(Expression expression) {
    return words(expression.range());
  }

  String words(SourceRange range) {
    return range.of(statement.text()).strip().replaceAll("\\s+", " ");
  }

  /** The error that names the call, its place and the reason. */
  SQLException refusal(CallSite site, String reason) {
    return site.refusal(statement.text(), reason);
  }
}
