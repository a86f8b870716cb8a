package org.auroraml.jdbc.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.auroraml.batching.Model;
import org.auroraml.jdbc.type.SqlType;

/** The built-in functions over Amazon Comprehend, which need no CREATE FUNCTION (feature F8). */
final class Comprehend {
  private static final SqlType TEXT =
      new SqlType(SqlType.Base.TEXT, OptionalInt.empty(), OptionalInt.empty(), false);
  private static final SqlType LANGUAGE =
      new SqlType(SqlType.Base.VARCHAR, OptionalInt.of(16), OptionalInt.empty(), false);

  /** Texts of one request where no third argument says otherwise (feature F8). */
  private static final int DEFAULT_MAX_BATCH_SIZE = 25;

  private static final Model MODEL = new Model.Sentiment(DEFAULT_MAX_BATCH_SIZE);

  /** Both functions ask the same model, so one request answers both (feature F9). */
  static final List<MlFunction> FUNCTIONS =
      List.of(
          function("aws_comprehend_detect_sentiment", SqlType.parse("VARCHAR(8)"), 0),
          function("aws_comprehend_detect_sentiment_confidence", SqlType.parse("DOUBLE"), 1));

  private Comprehend() {}

  private static MlFunction function(String name, SqlType returns, int output) {
    return new MlFunction(
        Optional.empty(), name, List.of(TEXT, LANGUAGE), true, returns, MODEL, output);
  }
}
