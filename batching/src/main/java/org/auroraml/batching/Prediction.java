package org.auroraml.batching;

/**
 * What a model says of one input, as the model's own text.
 *
 * @param value the value, or the sentiment; null for SQL NULL
 * @param confidence how sure the model is of the value, where it says so; else null
 */
public record Prediction(String value, String confidence) {

  /** All outputs are SQL NULL. */
  public static final Prediction NULL = new Prediction(null, null);

  /** The output by its number, as {@link Model} counts them; null for SQL NULL. */
  public String output(int index) {
    return switch (index) {
      case 0 -> value;
      case 1 -> confidence;
      default -> throw new IndexOutOfBoundsException("No model has an output " + index);
    };
  }

  /** Says nothing of the outputs: they may tell about a person. */
  @Override
  public String toString() {
    return this.equals(NULL) ? "Prediction NULL" : "Prediction";
  }
}
