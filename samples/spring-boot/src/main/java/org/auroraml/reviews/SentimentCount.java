package org.auroraml.reviews;

/** How many reviews of a product have a sentiment. */
public record SentimentCount(String product, String sentiment, long reviews) {}
