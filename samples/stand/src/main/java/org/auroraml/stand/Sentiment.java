package org.auroraml.stand;

/** Comprehend's four scores of a text; they add up to 1. */
public record Sentiment(double positive, double negative, double neutral, double mixed) {
  /** The label of the highest score; of equal ones, the first in the order of the components. */
  public String label() {
    double highest = Math.max(Math.max(positive, negative), Math.max(neutral, mixed));
    if (positive == highest) {
      return "POSITIVE";
    } else if (negative == highest) {
      return "NEGATIVE";
    }
    return neutral == highest ? "NEUTRAL" : "MIXED";
  }
}
