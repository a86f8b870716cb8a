package org.auroraml.jdbc.privilege;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.auroraml.batching.Model;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.MlFunction;

/** The roles that a statement takes, where {@code requireInvokeRole=true} asks for them. */
public final class RequiredRoles {
  private final Set<InvokeRole> roles = EnumSet.noneOf(InvokeRole.class);

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
  public void require(ActiveRoles active, ActiveRoles.Preparing steps) throws SQLException {
    if (roles.isEmpty()) {
      return;
    }
    Set<String> names = active.names(steps);
    for (InvokeRole role : roles) {
      if (!names.contains(role.name())) {
        throw SqlErrors.roleRequired(role.privilege(), role.name());
      }
    }
  }
}
