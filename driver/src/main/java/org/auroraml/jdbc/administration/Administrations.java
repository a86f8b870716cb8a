package org.auroraml.jdbc.administration;

import java.sql.SQLException;
import java.util.Optional;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.RoutineName;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.plan.Plan;
import org.auroraml.jdbc.plan.Session;
import org.auroraml.jdbc.registry.ClientStore;
import org.auroraml.jdbc.registry.FunctionDefinition;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/** Decides which administrative statements the driver answers for. */
public final class Administrations {
  private Administrations() {}

  /**
   * Plans a statement.
   *
   * @return empty if it is another kind of statement, or the server's own affair
   * @throws SQLException what is wrong with the statement
   */
  public static Optional<Plan> plan(
      ParsedStatement statement, FunctionRegistry registry, Session session) throws SQLException {
    return find(statement, registry, session).map(Plan.Administrate::new);
  }

  private static Optional<? extends Administration> find(
      ParsedStatement statement, FunctionRegistry registry, Session session) throws SQLException {
    Statement parsed = statement.statement();
    if (parsed instanceof Statement.CreateMlFunction create) {
      return Optional.of(
          new CreateFunction(FunctionDefinition.of(statement, create, session.database())));
    } else if (parsed instanceof Statement.DropFunction drop) {
      return created(drop.name(), registry, session)
          .map(function -> new DropFunction(function, drop.range().of(statement.text())));
    } else if (parsed instanceof Statement.AlterFunction alter) {
      return created(alter.name(), registry, session)
          .map(function -> new AlterFunction(function, statement, alter));
    } else if (parsed instanceof Statement.ShowCreateFunction show) {
      return created(show.name(), registry, session)
          .map(function -> new ShowCreateFunction(function, statement.text()));
    } else if (parsed instanceof Statement.Show show) {
      return show(statement, show, registry, session);
    } else if (parsed instanceof Statement.Flush flush && flush.options().contains("STATUS")) {
      return Optional.of(new FlushStatus(statement.text()));
    }
    Optional<ExplainStatement> explain = ExplainStatement.of(statement, registry, session);
    return explain.isPresent() ? explain : RoleGrant.of(statement);
  }

  private static Optional<? extends Administration> show(
      ParsedStatement statement, Statement.Show show, FunctionRegistry registry, Session session) {
    return switch (show.subject()) {
      case STATUS -> Optional.of(new ShowStatus(statement, show));
      case VARIABLES ->
          session.variables().answered().isEmpty()
              ? Optional.empty()
              : Optional.of(new ShowVariables(statement, show));
      // With functions on the server, the server tells of them.
      case FUNCTION_STATUS ->
          registry.store() instanceof ClientStore store
              ? Optional.of(new ShowFunctionStatus(statement, show, store))
              : Optional.empty();
    };
  }

  /** A function of that name which somebody has created: the built-in ones can't be changed. */
  private static Optional<MlFunction> created(
      RoutineName name, FunctionRegistry registry, Session session) {
    return registry
        .find(name, session.database())
        .filter(function -> function.schema().isPresent());
  }
}
