package org.auroraml.jdbc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.auroraml.batching.Model;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature F10: what CREATE FUNCTION … ALIAS AWS_BEDROCK_INVOKE_MODEL makes and refuses. */
class BedrockDefinitionTest {

  private static FunctionDefinition define(String parameters, String returns, String options)
      throws Exception {
    ParsedStatement parsed =
        SqlParser.parse(
            "CREATE FUNCTION db1.ask("
                + parameters
                + ") RETURNS "
                + returns
                + " ALIAS AWS_BEDROCK_INVOKE_MODEL MODEL ID "
                + options,
            SqlMode.NONE);
    return FunctionDefinition.of(parsed, (CreateMlFunction) parsed.statement(), null);
  }

  private static AbstractThrowableAssert<?, ?> refused(
      String parameters, String returns, String options) {
    return assertThatThrownBy(() -> define(parameters, returns, options))
        .isInstanceOf(SQLException.class);
  }

  @Test
  @DisplayName(
      "F10: content type and accept default to application/json, the time to the session's")
  void defaults() throws Exception {
    assertThat(define("body TEXT", "TEXT", "'amazon.titan-text:1'").function().model())
        .isEqualTo(
            new Model.Bedrock(
                "amazon.titan-text:1", "application/json", "application/json", Optional.empty()));
  }

  @Test
  @DisplayName("F10: content type, accept and time as written")
  void options() throws Exception {
    assertThat(
            define("body TEXT", "LONGTEXT", "'m' CONTENT_TYPE 'a/b' ACCEPT 'c/d' TIMEOUT_MS 5000")
                .function()
                .model())
        .isEqualTo(new Model.Bedrock("m", "a/b", "c/d", Optional.of(Duration.ofSeconds(5))));
  }

  @Test
  @DisplayName("F10, F13: what the catalogue keeps makes the same function again")
  void keptText() throws Exception {
    FunctionDefinition written = define("body TEXT", "TEXT", "'it''s' TIMEOUT_MS 7");
    ParsedStatement read =
        SqlParser.parse("CREATE FUNCTION f() RETURNS INT " + written.aliasText(), SqlMode.NONE);

    assertThat(FunctionDefinition.model("f", ((CreateMlFunction) read.statement()).alias()))
        .isEqualTo(written.function().model());
    assertThat(written.function().parameters()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEXT", "LONGTEXT", "VARCHAR(200)", "varchar(5) CHARSET utf8mb4"})
  @DisplayName("F10: RETURNS TEXT, LONGTEXT and VARCHAR")
  void returns(String type) throws Exception {
    assertThat(define("body LONGTEXT", type, "'m'").function().returns().isText()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "BLOB", "TINYTEXT", "CHAR(5)", "DOUBLE", "INT"})
  @DisplayName("F10: other RETURNS are refused")
  void otherReturns(String type) {
    refused("body TEXT", type, "'m'")
        .hasMessageContaining("can't return " + type)
        .hasMessageContaining("TEXT, LONGTEXT or VARCHAR")
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("42000");
  }

  @Test
  @DisplayName("F10: one parameter of a character type, no other number of them and no other type")
  void parameters() {
    for (String parameters : List.of("", "a TEXT, b TEXT", "body INT", "body JSON")) {
      refused(parameters, "TEXT", "'m'")
          .hasMessageContaining("needs one parameter of a character type");
    }
  }

  @Test
  @DisplayName("F10: an empty model id and a time of 0 are refused")
  void values() {
    refused("body TEXT", "TEXT", "' '").hasMessageContaining("model id");
    refused("body TEXT", "TEXT", "'m' TIMEOUT_MS 0")
        .hasMessageContaining("TIMEOUT_MS must be greater than 0, not 0");
  }
}
