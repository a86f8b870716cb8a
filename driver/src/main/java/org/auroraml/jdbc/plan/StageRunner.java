package org.auroraml.jdbc.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Prediction;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.registry.MlFunction;

/**
 * Evaluates the model calls of one run of a statement, stage by stage, and puts their values in
 * place of the calls. Used once.
 */
final class StageRunner {
  private final Plan.Evaluate plan;
  private final Session session;
  private final Reading reading;
  private final StepRunner steps;
  private final SourceRewriter rewriter;
  private final Map<LookupKey, Staged> lookups = new HashMap<>();
  private final Set<WindowTable> windowTables = new HashSet<>();
  private final List<Resolved> resolved = new ArrayList<>();
  private final String prefix;
  private final Gatherer gatherer;
  private final CallModels models;
  private final ConstantCalls constants;
  private final Adjustments adjustments;
  private final LookupVariables variables;
  private List<Asked> underWay = List.of();
  private long lookedUp;

  /** How the statement's own run sees the rows whose arguments were gathered. */
  enum Reading {
    /** They may have changed: a look-up without a match is an error. */
    CHANGING,
    /** They are locked, so that they are the same where their tables have transactions. */
    LOCKED,
    /** They are the same. A look-up without a match is an error nevertheless: it shows a defect. */
    SAME,
    /**
     * They are the same, and the server looks up for rows that another condition is about to
     * reject: a look-up without a match is NULL.
     */
    EARLY
  }

  StageRunner(Plan.Evaluate plan, Session session, StepRunner steps, Reading reading) {
    this.plan = plan;
    this.reading = reading;
    this.session = session;
    this.steps = steps;
    this.rewriter = new SourceRewriter(plan.statement());
    this.prefix = LookupTable.prefix(plan.statement().text());
    this.variables = new LookupVariables(session, steps, prefix);
    ArgumentCheck check = new ArgumentCheck(session, steps);
    this.models = new CallModels(steps, rewriter);
    this.gatherer = new Gatherer(plan, session, steps, rewriter, check);
    this.constants =
        new ConstantCalls(
            session,
            steps,
            rewriter,
            check,
            models,
            new ReachedCalls(plan, session, steps, gatherer, reading));
    this.adjustments = new Adjustments(plan, session, rewriter);
  }

  /** Equal calls in one block, which share their values. */
  private record LookupKey(SourceRange scope, String function, Arguments arguments, Model model) {}

  /** Values that are on the server, in user variables. */
  private record Staged(Lookup lookup, List<String> variables, boolean correlated) {}

  /** A call that is a look-up now. */
  private record Resolved(CallSite site, Rows rows, Staged staged) {}

  /** Evaluates all stages; afterwards {@link #rewriter()} renders the statement with the values. */
  void run() throws SQLException {
    begin();
    finish();
  }

  /** Has the models asked for what the first stage needs. */
  void begin() throws SQLException {
    adjustments.before();
    if (!plan.stages().isEmpty()) {
      underWay = ask(plan.stages().get(0));
    }
  }

  /** Does the rest. */
  void finish() throws SQLException {
    resolve(underWay);
    for (int i = 1; i < plan.stages().size(); i++) {
      resolve(ask(plan.stages().get(i)));
    }
    for (Rehearsal rehearsal : plan.rehearsals()) {
      rehearse(rehearsal);
    }
    adjustments.after(reading == Reading.CHANGING || reading == Reading.LOCKED);
  }

  /** The number of values that the statement looks up. */
  long lookedUp() {
    return lookedUp;
  }

  /** The user variables that hold them. */
  List<String> variables() {
    return variables.names();
  }

  /** The statement, with values in place of the calls evaluated so far. */
  SourceRewriter rewriter() {
    return rewriter;
  }

  /** Calls of one block with the same arguments, which are asked for together. */
  private record Group(LookupKey key, List<CallSite> sites) {}

  /**
   * Calls that are being asked for.
   *
   * @param gathering their arguments; empty where their values are there
   * @param answers to these, in the end
   */
  private record Asked(
      Rows rows, Group group, Optional<Gathering> gathering, StepRunner.Answers answers) {
    boolean isUnconditional() {
      return group.sites().stream().allMatch(site -> site.conditions().isEmpty());
    }
  }

  private List<Asked> ask(Stage stage) throws SQLException {
    steps.nextStage();
    Optional<WindowTable> windows = stage.rows().windowTable();
    if (windows.isPresent() && windowTables.add(windows.get())) {
      SqlFragment with = new GatherQuery(stage.rows(), rewriter, List.of(), List.of()).with();
      new WindowColumns(windows.get(), prefix, session, steps, rewriter).put(with);
    }
    GatherQuery.replaceAliases(stage.replaced(), rewriter);
    constants.evaluate(stage);
    Map<Arguments, Gathering> gatherings = new HashMap<>();
    List<Asked> asked = new ArrayList<>();
    for (Group group : groups(stage)) {
      if (!stage.rows().aliases().isEmpty() || !stage.replaced().isEmpty()) {
        // An alias in the arguments may stand for the call before.
        resolve(asked);
        asked.clear();
      }
      asked.add(ask(stage.rows(), group, gatherings));
    }
    return asked;
  }

  private List<Group> groups(Stage stage) throws SQLException {
    Rows rows = stage.rows();
    Map<LookupKey, Group> groups = new LinkedHashMap<>();
    for (CallSite site : stage.lookups()) {
      Arguments arguments = Arguments.of(site, rewriter, group(rows, site), session.strict());
      if (isInPlace(rows, site)) {
        arguments = arguments.digestedOnes();
      }
      add(site, rows.scope(), arguments, groups);
    }
    return List.copyOf(groups.values());
  }

  private void add(
      CallSite site, SourceRange scope, Arguments arguments, Map<LookupKey, Group> groups)
      throws SQLException {
    LookupKey key =
        new LookupKey(scope, site.function().qualifiedName(), arguments, models.of(site));
    groups.computeIfAbsent(key, k -> new Group(k, new ArrayList<>())).sites().add(site);
  }

  /**
   * Whether a call becomes an expression, because a subquery could not refer to its arguments. Also
   * where a COUNT(*) in a subquery would be another one: MariaDB takes it for the number of the
   * subquery's own rows, MySQL for the number of the outermost query's.
   */
  private boolean isInPlace(Rows rows, CallSite site) {
    return site.isContextual()
        || (site.grouping() == CallSite.Grouping.GROUP
            && site.countsRows()
            && (session.mariaDb()
                ? GatherQuery.groupKey(rows, rewriter).isEmpty() || rows.around().isPresent()
                : rows.around().isPresent()));
  }

  /** What tells the groups that a call is evaluated for. */
  private Optional<List<SqlFragment>> group(Rows rows, CallSite site) {
    return site.grouping() == CallSite.Grouping.GROUP
        ? GatherQuery.groupKey(rows, rewriter)
        : Optional.empty();
  }

  private Asked ask(Rows rows, Group group, Map<Arguments, Gathering> gatherings)
      throws SQLException {
    if (lookups.containsKey(group.key())) {
      return new Asked(rows, group, Optional.empty(), List::of);
    }
    CallSite site = group.sites().get(0);
    List<List<KnownCondition>> conditions =
        group.sites().stream().map(CallSite::conditions).toList();
    boolean unconditional = conditions.stream().allMatch(List::isEmpty);
    Arguments arguments = group.key().arguments();
    Gathering gathering = unconditional ? gatherings.get(arguments) : null;
    if (gathering == null) {
      gathering = gatherer.gather(site, first(rows), asked(rows, site, arguments), conditions);
    }
    if (unconditional) {
      gatherings.put(arguments, gathering);
    }
    StepRunner.Answers answers =
        steps.ask(site.function().qualifiedName(), group.key().model(), gathering.inputs());
    return new Asked(rows, group, Optional.of(gathering), answers);
  }

  /** Rows that come in between may be the first ones; an UPDATE has locked those. */
  private Rows first(Rows rows) {
    return reading == Reading.CHANGING
            && !(plan.statement().statement() instanceof Statement.Update)
        ? rows.limitedTo(Optional.empty())
        : rows;
  }

  /** Puts look-ups in the place of calls that are being asked for. */
  private void resolve(List<Asked> all) throws SQLException {
    for (Asked asked : all) {
      Group group = asked.group();
      Staged staged = lookups.get(group.key());
      if (asked.gathering().isPresent()) {
        staged =
            stage(
                group.sites().get(0),
                group.key().arguments(),
                asked.gathering().get(),
                asked.answers().await());
        if (asked.isUnconditional()) {
          lookups.put(group.key(), staged);
        }
      }
      for (CallSite site : group.sites()) {
        rewriter.replace(site.range(), lookup(asked.rows(), site, staged));
        resolved.add(new Resolved(site, asked.rows(), staged));
      }
    }
  }

  /** Has the statement tell the arguments that only its own run knows. */
  private void rehearse(Rehearsal rehearsal) throws SQLException {
    Map<LookupKey, Group> groups = new LinkedHashMap<>();
    for (CallSite site : rehearsal.sites()) {
      Arguments arguments =
          Arguments.of(site, rewriter, Optional.empty(), session.strict()).digestedOnes();
      add(site, rehearsal.assignment().value().range(), arguments, groups);
    }
    Rehearser rehearser = new Rehearser(rehearsal, session, steps, rewriter, plan.statement());
    for (Group group : groups.values()) {
      rehearser.record(variables.next(), group.key().arguments(), group.sites());
    }
    List<Gathering> gatherings = rehearser.run();
    for (Group group : groups.values()) {
      CallSite first = group.sites().get(0);
      Arguments arguments = group.key().arguments();
      Gathering gathering = gatherings.remove(0);
      List<Prediction> predictions =
          steps.evaluate(first.function().qualifiedName(), group.key().model(), gathering.inputs());
      Staged staged = stage(first, arguments, gathering, predictions);
      for (CallSite site : group.sites()) {
        rewriter.replace(
            site.range(),
            staged
                .lookup()
                .lookup(
                    arguments,
                    staged.variables(),
                    Lookup.Miss.ERROR,
                    GatherQuery.all(site.conditions(), rewriter)));
      }
    }
  }

  /** The arguments as the rows give them, where the names of select items are not known. */
  private Arguments asked(Rows rows, CallSite site, Arguments arguments) {
    if (rows.aliases().isEmpty()) {
      return arguments;
    }
    SourceRewriter named = new SourceRewriter(rewriter);
    GatherQuery.replaceAliases(rows.aliases(), named);
    Arguments asked =
        Arguments.of(
            arguments.types(),
            site.arguments().stream().map(argument -> named.render(argument.range())).toList(),
            arguments.group().isEmpty() ? Optional.empty() : GatherQuery.groupKey(rows, named),
            session.strict());
    return arguments.digested() ? asked.digestedOnes() : asked;
  }

  private SqlFragment lookup(Rows rows, CallSite site, Staged staged) {
    Optional<SqlFragment> condition = conjunction(preconditions(rows, site));
    Arguments found = staged.lookup().arguments();
    Lookup.Miss miss = miss(rows, site, staged);
    Optional<Resolved> inner = inner(rows, site, staged);
    return inner.isPresent()
        ? LookupTable.when(condition, through(inner.get(), site, staged, miss))
        : staged.lookup().lookup(found, staged.variables(), miss, condition);
  }

  private Lookup.Miss miss(Rows rows, CallSite site, Staged staged) {
    // Groups and windows have their values after all rows are chosen, so that a miss is none that
    // another condition explains. Where they are found by their arguments, it is a number of
    // another last digit.
    boolean isStable =
        site.grouping() == CallSite.Grouping.ROW || staged.lookup().arguments().group().isPresent();
    // A subquery is often tested for rows around it that another condition is about to reject.
    if (session.mariaDb()
        && site.grouping() == CallSite.Grouping.GROUP
        && staged.lookup() instanceof LookupExpression) {
      // MariaDB also evaluates the expression before the aggregates in it have their values.
      return new Lookup.Miss(false, Optional.of(SqlFragment.text("COUNT(*) > 0")));
    }
    return isStable
            && (reading == Reading.EARLY || (reading == Reading.SAME && staged.correlated()))
        ? Lookup.Miss.NULL
        : new Lookup.Miss(false, all(rows.guards()));
  }

  private List<SqlFragment> preconditions(Rows rows, CallSite site) {
    List<SqlFragment> preconditions = new ArrayList<>();
    all(rows.preconditions()).ifPresent(preconditions::add);
    GatherQuery.all(site.conditions(), rewriter).ifPresent(preconditions::add);
    if (rows.groups().filter(Rows.Groups::isSingle).isPresent()) {
      // The lookup has no aggregate any more that makes the rows one group.
      preconditions.add(SqlFragment.text("COUNT(*) IS NOT NULL"));
    }
    return preconditions;
  }

  /** The one look-up inside a call's arguments, if the call's can be joined with it. */
  private Optional<Resolved> inner(Rows rows, CallSite site, Staged staged) {
    List<Resolved> inside =
        resolved.stream()
            .filter(other -> site.range().contains(other.site().range()))
            .filter(other -> !other.site().range().equals(site.range()))
            .filter(other -> other.rows().windowTable().equals(rows.windowTable()))
            .toList();
    if (inside.size() != 1
        || rows.groups().isPresent()
        || !(staged.lookup() instanceof LookupTable)
        || !(inside.get(0).staged().lookup() instanceof LookupTable)) {
      return Optional.empty();
    }
    Resolved inner = inside.get(0);
    boolean ofInnerAlone =
        site.arguments().stream()
            .flatMap(argument -> argument.columns().stream())
            .allMatch(column -> inner.site().range().contains(column.range()));
    return inner.site().grouping() == CallSite.Grouping.ROW
            && inner.rows().scope().equals(rows.scope())
            && (ofInnerAlone || !staged.lookup().arguments().isOwnKey())
        ? Optional.of(inner)
        : Optional.empty();
  }

  private SqlFragment through(Resolved inner, CallSite site, Staged staged, Lookup.Miss miss) {
    LookupTable table = (LookupTable) staged.lookup();
    LookupTable innerTable = (LookupTable) inner.staged().lookup();
    SqlFragment joined =
        table.lookupThrough(
            with(inner, site, innerTable.innerValue()),
            staged.variables(),
            innerTable,
            innerTable.arguments(),
            inner.staged().variables(),
            miss);
    Optional<SqlFragment> isLookedUp =
        LookupTable.condition(
            innerTable.arguments(), GatherQuery.all(inner.site().conditions(), rewriter));
    if (isLookedUp.isEmpty()) {
      return joined;
    }
    SqlFragment without =
        table.lookup(
            with(inner, site, SqlFragment.text("NULL")),
            staged.variables(),
            miss,
            Optional.empty());
    return Arguments.wrap("(CASE WHEN ", isLookedUp.get(), " THEN ")
        .append(joined)
        .append(" ELSE ")
        .append(without)
        .append(" END)");
  }

  /** The arguments of a call with something else in place of the inner call. */
  private Arguments with(Resolved inner, CallSite site, SqlFragment value) {
    SourceRewriter other = new SourceRewriter(rewriter);
    other.replace(inner.site().range(), value);
    return Arguments.of(
        site.function().parameters(),
        site.arguments().stream().map(argument -> other.render(argument.range())).toList(),
        Optional.empty(),
        session.strict());
  }

  private Optional<SqlFragment> all(List<Filter> conditions) {
    return conjunction(conditions.stream().map(condition -> condition.render(rewriter)).toList());
  }

  private static Optional<SqlFragment> conjunction(List<SqlFragment> parts) {
    return parts.stream().reduce((all, next) -> all.append(" AND ").append(next));
  }

  private Staged stage(
      CallSite site, Arguments arguments, Gathering gathering, List<Prediction> predictions)
      throws SQLException {
    MlFunction function = site.function();
    List<ModelInput> inputs = gathering.inputs();
    Arguments found = arguments.foundAs(gathering.arguments());
    Lookup lookup =
        found.digested()
            ? new LookupExpression(found, function, session.dialect())
            : new LookupTable(prefix, found, function, session.dialect(), variables.chunkLength());
    for (int i = 0; i < inputs.size(); i++) {
      lookup.add(gathering.key(i), steps.assigned(function, predictions.get(i)));
    }
    lookedUp += inputs.size();
    // With a variable MariaDB may give NULL where an index leads to the rows of a group.
    List<String> names =
        session.mariaDb() && site.grouping() == CallSite.Grouping.GROUP
            ? lookup.texts().stream().map(LookupTable::jsonLiteral).toList()
            : variables.set(lookup.texts());
    return new Staged(lookup, names, gathering.isCorrelated());
  }
}
