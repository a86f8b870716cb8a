package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.VariableAssignment;
import org.auroraml.grammar.VariableAssignment.Scope;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.variable.AuroraVariable;
import org.auroraml.jdbc.variable.SessionVariables;

/**
 * The assignments of a SET to variables that the driver answers for. As MySQL does with system
 * variables, their values are evaluated and checked before anything is assigned.
 *
 * @param statement the SET statement
 * @param own those assignments
 * @param orphaned a name that would take its scope from the assignment before it, which goes
 */
record SessionAssignments(ParsedStatement statement, List<Own> own, List<SourceRange> orphaned) {
  private static final Pattern WORD = Pattern.compile("(?!(?i:TRUE|FALSE|NULL)$)[A-Za-z_]\\w*");
  private static final Set<Integer> INTEGERS =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

  /** An assignment; its value's range is a part of its own. */
  record Own(AuroraVariable variable, Scope scope, SourceRange range, SourceRange value) {}

  SessionAssignments {
    own = List.copyOf(own);
    orphaned = List.copyOf(orphaned);
  }

  /** Those of a statement. */
  static SessionAssignments of(
      ParsedStatement statement, Statement.SetVariables set, SessionVariables variables) {
    List<Own> own = new ArrayList<>();
    List<SourceRange> orphaned = new ArrayList<>();
    Scope latest = Scope.SESSION;
    boolean lost = false;
    for (VariableAssignment assignment : set.assignments()) {
      boolean bySigns = statement.text().startsWith("@", assignment.target().start());
      boolean byWord = !bySigns && assignment.scope() != Scope.UNSCOPED;
      // The latest word holds for all names after it that have none (manual, section 13.7.6.1).
      latest = byWord ? assignment.scope() : latest;
      Optional<AuroraVariable> variable =
          assignment.scope() == Scope.USER ? Optional.empty() : variables.find(assignment.name());
      if (variable.isPresent()) {
        own.add(
            new Own(
                variable.get(),
                bySigns ? assignment.scope() : latest,
                new SourceRange(assignment.target().start(), assignment.value().range().end()),
                assignment.value().range()));
        lost |= byWord;
      } else if (byWord) {
        lost = false;
      } else if (!bySigns && lost) {
        orphaned.add(assignment.target());
        lost = false;
      }
    }
    return new SessionAssignments(statement, own, orphaned);
  }

  boolean isEmpty() {
    return own.isEmpty();
  }

  /**
   * The values to be assigned.
   *
   * @throws SQLException if a variable does not take its value, or none in a session
   */
  Map<AuroraVariable, String> values(
      SessionVariables variables, SourceRewriter rewriter, StepRunner steps) throws SQLException {
    Map<AuroraVariable, String> values = new EnumMap<>(AuroraVariable.class);
    for (Own assignment : own) {
      values.put(assignment.variable(), value(assignment, variables, rewriter, steps));
    }
    return values;
  }

  private String value(
      Own assignment, SessionVariables variables, SourceRewriter rewriter, StepRunner steps)
      throws SQLException {
    AuroraVariable variable = assignment.variable();
    if (variable.isReadOnly()) {
      throw SqlErrors.readOnlyVariable(variable.sqlName(), variable.setting().key());
    } else if (assignment.scope() != Scope.SESSION) {
      throw SqlErrors.sessionVariable(variable.sqlName(), variable.setting().key());
    }
    String written = assignment.value().of(statement.text());
    if (written.equalsIgnoreCase("DEFAULT")) {
      return variables.globalValue(variable);
    }
    String value =
        WORD.matcher(written).matches() ? written : evaluated(assignment, rewriter, steps);
    return variable
        .checked(value)
        .orElseThrow(
            () -> SqlErrors.variableValue(variable.sqlName(), variable.setting().accepted()));
  }

  private static String evaluated(Own assignment, SourceRewriter rewriter, StepRunner steps)
      throws SQLException {
    SqlFragment query = SqlFragment.text("SELECT ").append(rewriter.render(assignment.value()));
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      boolean isInteger = INTEGERS.contains(result.getMetaData().getColumnType(1));
      result.next();
      String value = result.getString(1);
      if (value != null && isInteger != assignment.variable().isNumber()) {
        throw SqlErrors.variableType(
            assignment.variable().sqlName(), assignment.variable().setting().accepted());
      }
      return value == null ? "" : value;
    }
  }

  /**
   * Has the server assign the rest: the mark of a session that has values stands in the place of
   * each.
   */
  void takeOut(SourceRewriter rewriter) {
    for (Own assignment : own) {
      rewriter.replace(assignment.range(), SqlFragment.text(SessionVariables.MARK + " = 1"));
    }
    for (SourceRange name : orphaned) {
      rewriter.replace(new SourceRange(name.start(), name.start()), SqlFragment.text("SESSION "));
    }
  }
}
