package org.auroraml.batching;

import java.util.ArrayList;
import java.util.List;
import org.auroraml.batching.Invocation.Answer;
import org.auroraml.batching.Invocation.RefusedException;

/** Asks one SageMaker endpoint: CSV to it, CSV or JSON back (feature F7). */
final class SageMakerService implements ModelService {
  private static final String ANY = "*/*";
  private static final String ADVICE =
      "A model must answer one value for each input, as CSV, JSON or JSON lines, whatever the"
          + " number of inputs in a request";

  private final Invocation invocation;
  private final Failures failures;
  private final int maxRequestBytes;

  // Becomes true, once, when the endpoint has refused to answer CSV.
  private volatile boolean acceptsAny;

  SageMakerService(Invocation invocation, Failures failures, int maxRequestBytes) {
    this.invocation = invocation;
    this.failures = failures;
    this.maxRequestBytes = maxRequestBytes;
  }

  @Override
  public String describe() {
    return failures.model();
  }

  @Override
  public boolean isNull(ModelInput input) throws ModelException {
    if (CsvLines.atMost(input) > maxRequestBytes && CsvLines.length(input) > maxRequestBytes) {
      throw failures.unfit(
          "can't take an input of "
              + CsvLines.length(input)
              + " bytes: a request may have no more than "
              + maxRequestBytes
              + " (mlMaxRequestBytes)");
    }
    for (int i = 0; i < input.size(); i++) {
      if (input.argument(i) != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String group(ModelInput input) {
    return "";
  }

  @Override
  public int end(List<ModelInput> inputs, int from, int maxRows) {
    int last = (int) Math.min(inputs.size(), (long) from + maxRows);
    int end = from;
    long bytes = 0;
    while (end < last) {
      bytes += CsvLines.length(inputs.get(end));
      if (bytes > maxRequestBytes && end > from) {
        break;
      }
      end++;
    }
    return end;
  }

  @Override
  public Reply ask(List<ModelInput> inputs) throws ModelException, InterruptedException {
    Answer answer = post(CsvLines.body(inputs), inputs);
    try {
      List<String> values =
          ResponseReader.read(
              answer.body().asByteArrayUnsafe(), answer.contentType(), inputs.size());
      List<Prediction> predictions = new ArrayList<>(values.size());
      for (String value : values) {
        predictions.add(value == null ? Prediction.NULL : new Prediction(value, null));
      }
      return new Reply(predictions);
    } catch (UnreadableResponse e) {
      throw failures.unreadable(
          e, answer.status(), answer.contentType(), answer.requestId(), ADVICE);
    }
  }

  private Answer post(byte[] body, List<ModelInput> inputs)
      throws ModelException, InterruptedException {
    try {
      if (!acceptsAny) {
        try {
          return invocation.post(body, Invocation.CSV, inputs);
        } catch (RefusedException e) {
          if (!e.refusal().isNotAcceptable()) {
            throw e;
          }
          acceptsAny = true;
        }
      }
      // HttpURLConnection never leaves Accept out; this says the same.
      return invocation.post(body, ANY, inputs);
    } catch (RefusedException e) {
      throw failures.refused(e.refusal(), inputs);
    }
  }
}
