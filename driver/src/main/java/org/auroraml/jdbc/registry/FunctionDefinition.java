package org.auroraml.jdbc.registry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.auroraml.batching.Model;
import org.auroraml.grammar.AliasClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * A CREATE FUNCTION … ALIAS that has passed the checks of features F1 to F5 and F10.
 *
 * @param parsed the statement
 * @param create its parts
 * @param function the function it makes
 * @param characteristics what it says beside the model
 */
public record FunctionDefinition(
    ParsedStatement parsed,
    CreateMlFunction create,
    MlFunction function,
    Characteristics characteristics) {
  /** Default of MAX_BATCH_SIZE (feature F5). */
  private static final int DEFAULT_MAX_BATCH_SIZE = 10_000;

  /** Default of CONTENT_TYPE and ACCEPT (feature F10). */
  private static final String DEFAULT_MEDIA_TYPE = "application/json";

  private static final Pattern BEDROCK_RETURNS =
      Pattern.compile("\\s*(TEXT|LONGTEXT|VARCHAR)\\b", Pattern.CASE_INSENSITIVE);

  /**
   * Checks a statement.
   *
   * @param database the current database, null for none
   * @throws SQLException what is wrong with it, with MySQL's code where MySQL has one
   */
  public static FunctionDefinition of(
      ParsedStatement parsed, CreateMlFunction create, String database) throws SQLException {
    Optional<String> schema = create.name().schema().or(() -> Optional.ofNullable(database));
    if (schema.isEmpty()) {
      throw SqlErrors.noDatabase();
    }
    String name = create.name().name();
    Characteristics characteristics =
        Characteristics.of(name, create.characteristics(), parsed.text());
    SqlType returns = SqlType.parse(create.returns().of(parsed.text()));
    List<SqlType> parameters =
        create.parameters().stream()
            .map(parameter -> SqlType.parse(parameter.type().of(parsed.text())))
            .toList();
    if (create.alias().range().of(parsed.text()).indexOf('\\') >= 0) {
      // In the catalogue it would be read by whatever sql_mode a session has.
      throw SqlErrors.modelInput(
          "ML function "
              + name
              + ": the ALIAS clause has a backslash, which no name of an endpoint or model has; leave"
              + " it out.",
          null);
    }
    String returnsText = create.returns().of(parsed.text());
    if (create.alias() instanceof AliasClause.Bedrock) {
      checkBedrock(name, parameters, returnsText);
    } else if (!returns.isNumber() && returns.base() != SqlType.Base.VARCHAR) {
      throw cannotReturn(
          name, returnsText, "a SageMaker function returns a numeric type (except BIT) or VARCHAR");
    }
    return new FunctionDefinition(
        parsed,
        create,
        new MlFunction(schema, name, parameters, false, returns, model(name, create.alias()), 0),
        characteristics);
  }

  /** The body of a request goes in, the body of its answer comes out (feature F10). */
  private static void checkBedrock(String name, List<SqlType> parameters, String returns)
      throws SQLException {
    if (!BEDROCK_RETURNS.matcher(returns).lookingAt()) {
      throw cannotReturn(name, returns, "a Bedrock function returns TEXT, LONGTEXT or VARCHAR");
    }
    if (parameters.size() != 1 || !parameters.get(0).isText()) {
      throw SqlErrors.unsupported(
          "ML function "
              + name
              + " needs one parameter of a character type: a Bedrock function takes the whole body"
              + " of a request. Build it in the call, with JSON_OBJECT(…) for example.");
    }
  }

  private static SQLException cannotReturn(String name, String returns, String rule) {
    return SqlErrors.unsupported(
        "ML function " + name + " can't return " + returns + ": " + rule + ".");
  }

  static Model model(String function, AliasClause alias) throws SQLException {
    if (alias instanceof AliasClause.SageMaker sageMaker) {
      if (sageMaker.endpointName().isBlank()) {
        throw SqlErrors.modelInput(
            "ML function " + function + ": the endpoint name after ENDPOINT NAME is empty.", null);
      }
      return new Model.SageMaker(
          sageMaker.endpointName(), batchSize(function, sageMaker.maxBatchSize()));
    }
    AliasClause.Bedrock bedrock = (AliasClause.Bedrock) alias;
    if (bedrock.modelId().isBlank()) {
      throw SqlErrors.modelInput(
          "ML function " + function + ": the model id after MODEL ID is empty.", null);
    }
    return new Model.Bedrock(
        bedrock.modelId(),
        bedrock.contentType().orElse(DEFAULT_MEDIA_TYPE),
        bedrock.accept().orElse(DEFAULT_MEDIA_TYPE),
        timeout(function, bedrock.timeoutMillis()));
  }

  private static Optional<Duration> timeout(String function, OptionalLong written)
      throws SQLException {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    long millis = written.getAsLong();
    if (millis < 1) {
      throw SqlErrors.modelInput(
          "ML function " + function + ": TIMEOUT_MS must be greater than 0, not " + millis + ".",
          null);
    }
    return Optional.of(Duration.ofMillis(Math.min(millis, Integer.MAX_VALUE)));
  }

  private static int batchSize(String function, OptionalLong written) throws SQLException {
    long size = written.orElse(DEFAULT_MAX_BATCH_SIZE);
    if (size < 1) {
      throw SqlErrors.modelInput(
          "ML function " + function + ": MAX_BATCH_SIZE must be greater than 0, not " + size + ".",
          null);
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** The same function with other characteristics. */
  FunctionDefinition altered(Characteristics changes) {
    return new FunctionDefinition(parsed, create, function, characteristics.with(changes));
  }

  /**
   * {@code CREATE [DEFINER = …] FUNCTION [IF NOT EXISTS] db.f(…) RETURNS …}, without what follows.
   */
  String head() {
    StringBuilder head = new StringBuilder("CREATE ");
    if (create.orReplace()) {
      head.append("OR REPLACE ");
    }
    create
        .definer()
        .ifPresent(range -> head.append("DEFINER = ").append(range.of(parsed.text())).append(' '));
    head.append("FUNCTION ");
    if (create.ifNotExists()) {
      head.append("IF NOT EXISTS ");
    }
    return head.append(function.quotedName()).append(signature()).toString();
  }

  private String signature() {
    String text = parsed.text();
    return create.parameters().stream()
            .map(p -> Literals.identifier(p.name()) + " " + p.type().of(text))
            .collect(Collectors.joining(", ", "(", ")"))
        + " RETURNS "
        + create.returns().of(text);
  }

  /** A statement that makes the function. */
  public String statement() {
    return "CREATE FUNCTION "
        + function.quotedName()
        + signature()
        + characteristics.sql()
        + " "
        + aliasText();
  }

  /** The ALIAS clause on one line. */
  public String aliasText() {
    return create.alias().range().of(parsed.text()).strip().replaceAll("\\s+", " ");
  }
}
