package org.auroraml.reviews;

import java.time.Instant;

/**
 * A review with what Comprehend says of it.
 *
 * @param sentiment POSITIVE, NEGATIVE, NEUTRAL or MIXED
 * @param confidence from 0 to 1
 */
public record Review(
    long id, String product, String text, String sentiment, double confidence, Instant posted) {}
