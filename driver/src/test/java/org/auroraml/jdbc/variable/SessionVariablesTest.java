package org.auroraml.jdbc.variable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.jdbc.settings.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionVariablesTest {
  private static final String TEXT = "SELECT @@aurora_ml_inference_timeout, @@aws_default_s3_role";

  private static Optional<String> read(Set<AuroraVariable> ofServer) throws SqlSyntaxException {
    SessionVariables variables = new SessionVariables(new Settings(Map.of(), Map.of()), ofServer);
    return new VariableTexts(variables).withLiterals(SqlParser.parse(TEXT, Set.of()));
  }

  @Test
  @DisplayName("F11: what the server has itself is the server's")
  void ofServer() throws SqlSyntaxException {
    assertThat(read(Set.of(AuroraVariable.DEFAULT_S3_ROLE)))
        .contains("SELECT 30000 AS `@@aurora_ml_inference_timeout`, @@aws_default_s3_role");
    assertThat(read(Set.of(AuroraVariable.values()))).isEmpty();
  }

  @Test
  @DisplayName("F42: a role that no setting gives is the empty text")
  void none() throws SqlSyntaxException {
    assertThat(read(Set.of()).orElseThrow()).endsWith("'' AS `@@aws_default_s3_role`");
  }
}
