package org.auroraml.reviews;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What is posted. A text of this length has less than the 5,000 bytes that Comprehend takes. */
public record NewReview(
    @NotBlank @Size(max = 80) String product, @NotBlank @Size(max = 1000) String text) {}
