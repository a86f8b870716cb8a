package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.auroraml.grammar.Assignment;
import org.auroraml.grammar.Expression;
import org.auroraml.grammar.TableReference;
import org.auroraml.jdbc.plan.CallSite.Form;

/** Collects the rehearsals of a statement in the order in which they are run. */
final class Rehearsals {
  private final MlCalls calls;
  private final Optional<TableReference.Table> target;
  private final List<TableReference.Table> written;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<List<CallSite>> sites = new ArrayList<>();

  /**
   * Without any.
   *
   * @param target the table of an INSERT
   * @param written the tables that the statement may write to
   */
  Rehearsals(
      MlCalls calls, Optional<TableReference.Table> target, List<TableReference.Table> written) {
    this.calls = calls;
    this.target = target;
    this.written = written;
  }

  /**
   * Adds an assignment.
   *
   * @param isRehearsed whether a call needs a rehearsal
   * @return the calls that need none
   */
  List<CallSite> add(Assignment assignment, Predicate<CallSite> isRehearsed) throws SQLException {
    List<CallSite> known = new ArrayList<>();
    List<CallSite> rehearsed = new ArrayList<>();
    for (CallSite site : calls.sites(assignment.value(), Form.TYPED)) {
      if (isRehearsed.test(site)) {
        MlCalls.requireArguments(site);
        for (Expression argument : site.call().arguments()) {
          Stages.requireRepeatable(calls, site, argument);
        }
        rehearsed.add(site.beforeAllCalls());
      } else {
        known.add(site);
      }
    }
    if (!rehearsed.isEmpty()) {
      assignments.add(assignment);
      sites.add(rehearsed);
      known.replaceAll(CallSite::beforeAllCalls);
    }
    return known;
  }

  /** One for each depth of nesting of each assignment, innermost first. */
  List<Rehearsal> list() {
    List<Rehearsal> list = new ArrayList<>();
    for (int i = 0; i < assignments.size(); i++) {
      List<CallSite> waiting = sites.get(i);
      for (int depth = 0; !waiting.isEmpty(); depth++) {
        int current = depth;
        List<CallSite> now = waiting.stream().filter(s -> calls.depth(s) <= current).toList();
        waiting = waiting.stream().filter(s -> calls.depth(s) > current).toList();
        if (!now.isEmpty()) {
          list.add(
              new Rehearsal(
                  assignments.get(i),
                  now,
                  assignments.subList(i, assignments.size()),
                  target,
                  written));
        }
      }
    }
    return list;
  }
}
