package org.auroraml.jdbc.registry;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.auroraml.batching.Model;
import org.auroraml.grammar.AliasClause;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.type.Literals;
import org.auroraml.jdbc.type.SqlType;

/**
 * A CREATE FUNCTION … ALIAS that has passed the checks of features F1 to F5.
 *
 * @param parsed the statement
 * @param create its parts
 * @param function the function it makes
 */
public record FunctionDefinition(
    ParsedStatement parsed, CreateMlFunction create, MlFunction function) {
  /** Default of MAX_BATCH_SIZE (feature F5). */
  private static final int DEFAULT_MAX_BATCH_SIZE = 10_000;

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
    if (!returns.isNumber() && returns.base() != SqlType.Base.VARCHAR) {
      throw SqlErrors.unsupported(
          "ML function "
              + name
              + " can't return "
              + create.returns().of(parsed.text())
              + ": a SageMaker function returns a numeric type (except BIT) or VARCHAR.");
    }
    List<SqlType> parameters =
        create.parameters().stream()
            .map(parameter -> SqlType.parse(parameter.type().of(parsed.text())))
            .toList();
    return new FunctionDefinition(
        parsed,
        create,
        new MlFunction(schema, name, parameters, false, returns, model(name, create.alias()), 0));
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
    throw SqlErrors.unsupported(
        "ML function " + function + ": models of Amazon Bedrock are not supported yet.");
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
