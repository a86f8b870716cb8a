package org.auroraml.test.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auroraml.stand.CsvModel;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;

/**
 * Models that are exact functions, with a record of every input that they were sent. Thread-safe.
 */
final class RecordedModels implements AutoCloseable {
  private final ModelServer server = ModelServer.start();
  private final Map<String, List<List<String>>> inputs = new LinkedHashMap<>();

  RecordedModels() {
    this(OracleModels.models());
  }

  RecordedModels(Map<String, CsvModel> models) {
    models.forEach(
        (endpoint, model) ->
            server.endpoint(
                endpoint,
                rows -> {
                  record(endpoint, rows);
                  return model.predict(rows);
                }));
  }

  private synchronized void record(String endpoint, List<List<String>> rows) {
    inputs.computeIfAbsent(endpoint, name -> new ArrayList<>()).addAll(rows);
  }

  ModelServer server() {
    return server;
  }

  synchronized void forget() {
    inputs.clear();
  }

  /** Inputs sent since they were last forgotten, over all models. */
  synchronized int count() {
    return inputs.values().stream().mapToInt(List::size).sum();
  }

  /** Inputs that a model was sent more than once, by endpoint. */
  synchronized Map<String, Set<List<String>>> repeated() {
    Map<String, Set<List<String>>> repeated = new LinkedHashMap<>();
    inputs.forEach(
        (endpoint, rows) -> {
          Set<List<String>> seen = new LinkedHashSet<>();
          for (List<String> row : rows) {
            if (!seen.add(row)) {
              repeated.computeIfAbsent(endpoint, name -> new LinkedHashSet<>()).add(row);
            }
          }
        });
    return repeated;
  }

  @Override
  public void close() {
    server.close();
  }
}
