package org.auroraml.jdbc.registry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.auroraml.batching.Model;
import org.auroraml.grammar.AliasClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
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
 */
public record FunctionDefinition(
    ParsedStatement parsed, CreateMlFunction create, MlFunction function) {
  /** Default of MAX_BATCH_SIZE (feature F5). */
  private static final int DEFAULT_MAX_BATCH_SIZE = 10_000;

  /** Default of CONTENT_TYPE and ACCEPT (feature F10). */
  private static final String DEFAULT_MEDIA_TYPE = "application/json";

  private static final Pattern BEDROCK_RETURNS =
      Pattern.compile("\\s*(TEXT|LONGTEXT|VARCHAR)\\b", Pattern.CASE_INSENSITIVE);

  /** Characteristics that say what an ML function is not (feature F4). */
  private static final List<String> REFUSED =
      List.of("DETERMINISTIC", "CONTAINS SQL", "NO SQL", "READS SQL DATA", "MODIFIES SQL DATA");

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
    for (SourceRange range : create.characteristics()) {
      String written = range.of(parsed.text()).strip().replaceAll("\\s+", " ");
      if (REFUSED.contains(written.toUpperCase(Locale.ROOT))) {
        throw SqlErrors.unsupported(
            "ML function "
                + name
                + " can't be "
                + written.toUpperCase(Locale.ROOT)
                + ": a model may change without notice, so ML functions are NOT DETERMINISTIC and name no use of SQL. Leave the word out.");
      }
    }
    SqlType returns = SqlType.parse(create.returns().of(parsed.text()));
    List<SqlType> parameters =
        create.parameters().stream()
            .map(parameter -> SqlType.parse(parameter.type().of(parsed.text())))
            .toList();
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
        new MlFunction(schema, name, parameters, false, returns, model(name, create.alias()), 0));
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

  /** The function's name, quoted, with its database. */
  String quotedName() {
    return Literals.identifier(function.schema().orElseThrow())
        + "."
        + Literals.identifier(function.name());
  }

  /**
   * {@code CREATE [DEFINER = …] FUNCTION [IF NOT EXISTS] db.f(…) RETURNS …}, without what follows.
   */
  String head() {
    String text = parsed.text();
    StringBuilder head = new StringBuilder("CREATE ");
    if (create.orReplace()) {
      head.append("OR REPLACE ");
    }
    create
        .definer()
        .ifPresent(range -> head.append("DEFINER = ").append(range.of(text)).append(' '));
    head.append("FUNCTION ");
    if (create.ifNotExists()) {
      head.append("IF NOT EXISTS ");
    }
    head.append(quotedName()).append('(');
    for (int i = 0; i < create.parameters().size(); i++) {
      head.append(i == 0 ? "" : ", ")
          .append(Literals.identifier(create.parameters().get(i).name()))
          .append(' ')
          .append(create.parameters().get(i).type().of(text));
    }
    head.append(") RETURNS ").append(create.returns().of(text));
    for (SourceRange characteristic : create.characteristics()) {
      head.append(' ').append(characteristic.of(text));
    }
    return head.toString();
  }

  /** The ALIAS clause as written, on one line. */
  String aliasText() {
    return create.alias().range().of(parsed.text()).strip();
  }
}
