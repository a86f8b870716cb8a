package org.auroraml.jdbc.privilege;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/** The roles that a statement takes, where {@code requireInvokeRole=true} asks for them. */
public final class RequiredRoles {
  /** Both servers list here what is active, roles of roles included. */
  private static final String ACTIVE =
      "SELECT ROLE_NAME FROM information_schema.ENABLED_ROLES WHERE ROLE_NAME IS NOT NULL";

  private final Set<InvokeRole> roles = EnumSet.noneOf(InvokeRole.class);

  /** Prepares a query that the user's statement can cancel. */
  @FunctionalInterface
  public interface Preparing {
    PreparedStatement prepare(SqlFragment sql) throws SQLException;
  }

  /** Those of the ML functions that a statement calls, wherever the calls stand. */
  public RequiredRoles calls(
      ParsedStatement statement, FunctionRegistry registry, String database) {
    for (FunctionCall call : statement.calls()) {
      registry.find(call.name(), database).map(MlFunction::model).ifPresent(this::add);
    }
    return this;
  }

  /** That of an export. */
  public RequiredRoles export() {
    roles.add(InvokeRole.AWS_SELECT_S3_ACCESS);
    return this;
  }

  private void add(Model model) {
    roles.add(
        model instanceof Model.SageMaker
            ? InvokeRole.AWS_SAGEMAKER_ACCESS
            : model instanceof Model.Bedrock
                ? InvokeRole.AWS_BEDROCK_ACCESS
                : InvokeRole.AWS_COMPREHEND_ACCESS);
  }

  /**
   * Fails if one of them is not active in the session.
   *
   * @throws SQLException 1227, naming the role
   */
  public void require(Preparing steps) throws SQLException {
    if (roles.isEmpty()) {
      return;
    }
    Set<String> active = new HashSet<>();
    try (PreparedStatement query = steps.prepare(SqlFragment.text(ACTIVE));
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        active.add(result.getString(1).toUpperCase(Locale.ROOT));
      }
    }
    for (InvokeRole role : roles) {
      if (!active.contains(role.name())) {
        throw SqlErrors.roleRequired(role.privilege(), role.name());
      }
    }
  }
}
