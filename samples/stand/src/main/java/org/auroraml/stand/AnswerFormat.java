package org.auroraml.stand;

/** How an endpoint writes its answers; each is the way of one of SageMaker's own containers. */
public enum AnswerFormat {
  /** A line per row. */
  CSV_LINES("text/csv"),
  /** All values of the batch on one line, as older XGBoost containers do. */
  CSV_ONE_LINE("text/csv"),
  /** {@code {"scores":[{"score":1.5},…]}}, as Random Cut Forest does. */
  JSON_SCORES("application/json"),
  /** {@code {"predictions":[{"score":1.5},…]}}, as Linear Learner does. */
  JSON_PREDICTIONS("application/json"),
  /** {@code {"score":1.5}} on a line per row. */
  JSON_LINES("application/jsonlines");

  private final String contentType;

  AnswerFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The Content-Type of responses, which for CSV has a parameter, as the containers have it. */
  String contentType() {
    return contentType.equals("text/csv") ? "text/csv; charset=utf-8" : contentType;
  }

  /** Whether a request with this Accept header (may be {@code null}) can have this format. */
  boolean satisfies(String accept) {
    return accept == null || accept.contains("*/*") || accept.contains(contentType);
  }
}
