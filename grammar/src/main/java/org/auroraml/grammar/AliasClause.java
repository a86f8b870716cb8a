package org.auroraml.grammar;

import java.util.Optional;
import java.util.OptionalLong;

/** What the ALIAS clause of CREATE FUNCTION names (features F1, F2, F10). */
public sealed interface AliasClause {

  /** The clause, from ALIAS on. */
  SourceRange range();

  /**
   * {@code ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'e' [MAX_BATCH_SIZE n]}.
   *
   * @param range the clause
   * @param endpointName the endpoint's name, unquoted
   * @param maxBatchSize as written; its range is not checked here
   */
  record SageMaker(SourceRange range, String endpointName, OptionalLong maxBatchSize)
      implements AliasClause {}

  /**
   * {@code ALIAS AWS_BEDROCK_INVOKE_MODEL MODEL ID 'm' [CONTENT_TYPE 't'] [ACCEPT 't'] [TIMEOUT_MS
   * n]}.
   */
  record Bedrock(
      SourceRange range,
      String modelId,
      Optional<String> contentType,
      Optional<String> accept,
      OptionalLong timeoutMillis)
      implements AliasClause {}
}
