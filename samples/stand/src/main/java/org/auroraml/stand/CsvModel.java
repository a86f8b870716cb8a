package org.auroraml.stand;

import java.util.List;

/** A model that a SageMaker endpoint serves. Called by several request threads at once. */
@FunctionalInterface
public interface CsvModel {
  /**
   * Answers a batch.
   *
   * @param rows the lines of the request, as CSV fields; an empty unquoted field is {@code null}
   * @return one CSV line per row, without line end; an empty line stands for NULL
   * @throws RuntimeException what the model can't answer; the endpoint then reports a ModelError
   */
  List<String> predict(List<List<String>> rows);
}
