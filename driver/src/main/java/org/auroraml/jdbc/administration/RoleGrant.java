package org.auroraml.jdbc.administration;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.grammar.Statement.Privilege;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.plan.Administration;
import org.auroraml.jdbc.privilege.InvokeRole;

/**
 * {@code GRANT INVOKE SAGEMAKER, … ON *.* TO u}, {@code GRANT AWS_SAGEMAKER_ACCESS TO u} and their
 * REVOKE: grants and revokes of the server's, with a role for each privilege, which is created
 * where it is not there yet (feature F40). A role for each statement, since MariaDB takes no more;
 * the last is the user's own, and one that fails leaves those before it granted, as a server's
 * GRANT of several statements would.
 *
 * @param granting whether it is GRANT
 * @param roles what is granted or revoked
 * @param others the server's own privileges beside them, as SQL; empty for none
 * @param grantees from whom or to whom, and what follows
 */
record RoleGrant(boolean granting, List<InvokeRole> roles, Optional<String> others, String grantees)
    implements Administration {
  private static final Pattern GRANT_OPTION =
      Pattern.compile("\\bWITH\\s+GRANT\\s+OPTION\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern EVERYWHERE = Pattern.compile("\\*\\s*\\.\\s*\\*");

  /** Of a GRANT or REVOKE that names one of the roles or privileges. */
  static Optional<RoleGrant> of(ParsedStatement statement) throws SQLException {
    if (statement.statement() instanceof Statement.Grant grant) {
      return of(
          true, statement.text(), grant.range(), grant.privileges(), grant.on(), grant.grantees());
    } else if (statement.statement() instanceof Statement.Revoke revoke) {
      return of(
          false,
          statement.text(),
          revoke.range(),
          revoke.privileges(),
          revoke.on(),
          revoke.grantees());
    }
    return Optional.empty();
  }

  private static Optional<RoleGrant> of(
      boolean granting,
      String text,
      SourceRange range,
      List<Privilege> privileges,
      Optional<SourceRange> on,
      List<SourceRange> grantees)
      throws SQLException {
    List<InvokeRole> roles = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Privilege privilege : privileges) {
      Optional<InvokeRole> role = InvokeRole.named(privilege.words());
      role.ifPresentOrElse(roles::add, () -> others.add(privilege.range().of(text)));
    }
    if (roles.isEmpty()) {
      return Optional.empty();
    }
    if (on.isPresent() && !EVERYWHERE.matcher(on.get().of(text)).matches()) {
      throw SqlErrors.globalPrivilege(roles.get(0).privilege());
    }
    String rest = text.substring(grantees.get(0).start(), range.end());
    Optional<String> server =
        others.isEmpty()
            ? Optional.empty()
            : Optional.of(
                (granting ? "GRANT " : "REVOKE ")
                    + String.join(", ", others)
                    + on.map(where -> " ON " + where.of(text)).orElse("")
                    + (granting ? " TO " : " FROM ")
                    + rest);
    return Optional.of(
        new RoleGrant(
            granting, roles, server, GRANT_OPTION.matcher(rest).replaceAll("WITH ADMIN OPTION")));
  }

  @Override
  public SqlFragment sql(Steps steps) throws SQLException {
    List<String> statements = new ArrayList<>(others.stream().toList());
    for (InvokeRole role : roles) {
      if (granting) {
        statements.add("CREATE ROLE IF NOT EXISTS " + role);
      }
      statements.add(
          (granting ? "GRANT " : "REVOKE ") + role + (granting ? " TO " : " FROM ") + grantees);
    }
    try {
      for (String statement : statements.subList(0, statements.size() - 1)) {
        try (PreparedStatement prepared = steps.prepare(SqlFragment.text(statement))) {
          prepared.execute();
        }
      }
    } catch (SQLException e) {
      throw explain(e);
    }
    return SqlFragment.text(statements.get(statements.size() - 1));
  }

  @Override
  public SQLException explain(SQLException failure) {
    return SqlErrors.roleNotGranted(
        roles.stream().map(InvokeRole::name).collect(Collectors.joining(", ")), failure);
  }
}
