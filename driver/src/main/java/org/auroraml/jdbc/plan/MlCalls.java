package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.FromClause;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.QueryBlock;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.CallSite.Form;
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
    List<CallSite> sites = new ArrayList<>();
    for (FunctionCall call : expression.calls()) {
      for (Expression argument : call.arguments()) {
        sites.addAll(sites(argument, form));
      }
      function(call).ifPresent(function -> sites.add(new CallSite(call, function, form)));
    }
    return sites;
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

  /** Refuses calls anywhere in a block, subqueries included. */
  void refuse(QueryBlock block, String where) throws SQLException {
    for (Expression expression : expressions(block)) {
      refuse(List.of(expression), where);
      for (QueryBlock nested : expression.blocks()) {
        refuse(nested, where);
      }
    }
    for (QueryBlock nested : derivedTables(block)) {
      refuse(nested, where);
    }
  }

  /** Whether an expression holds an ML call, also in a subquery. */
  boolean hasCallWithin(Expression expression) {
    return hasCall(expression) || expression.blocks().stream().anyMatch(this::hasCallWithin);
  }

  private boolean hasCallWithin(QueryBlock block) {
    return expressions(block).stream().anyMatch(this::hasCallWithin)
        || derivedTables(block).stream().anyMatch(this::hasCallWithin);
  }

  private static List<QueryBlock> derivedTables(QueryBlock block) {
    return block.from().map(FromClause::blocks).orElse(List.of());
  }

  /** All expressions of a block. */
  private static List<Expression> expressions(QueryBlock block) {
    List<Expression> all = new ArrayList<>();
    block.items().forEach(item -> item.expression().ifPresent(all::add));
    block.from().ifPresent(from -> all.addAll(from.conditions()));
    block.where().ifPresent(condition -> all.addAll(condition.conjuncts()));
    all.addAll(block.groupBy());
    block.having().ifPresent(condition -> all.addAll(condition.conjuncts()));
    all.addAll(block.windows());
    all.addAll(block.orderBy());
    return all;
  }

  /** The error that names the call, its place and the reason. */
  SQLException refusal(CallSite site, String reason) {
    return SqlErrors.unsupported(
        "ML function "
            + site.function().qualifiedName()
            + " at "
            + TextPosition.of(statement.text(), site.range().start())
            + " can't be evaluated: "
            + reason
            + ".");
  }
}
