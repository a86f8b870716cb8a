package org.auroraml.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelInputTest {

  @Test
  @DisplayName("F27: inputs are equal if all arguments are, NULL included")
  void equality() {
    List<String> withNull = Arrays.asList("a", null);
    assertThat(new ModelInput(withNull))
        .isEqualTo(ModelInput.of("a", null))
        .hasSameHashCodeAs(ModelInput.of("a", null))
        .isNotEqualTo(ModelInput.of("a", ""))
        .isNotEqualTo(ModelInput.of("a"))
        .isNotEqualTo(ModelInput.of(null, "a"));
    assertThat(ModelInput.of((String) null))
        .isEqualTo(new ModelInput(Arrays.asList((String) null)));
    assertThat(ModelInput.of("a", null).arguments()).isEqualTo(withNull);
  }

  @Test
  @DisplayName("F83: neither inputs nor predictions show themselves in a log")
  void silent() {
    assertThat(ModelInput.of("secret", "b")).hasToString("ModelInput of 2 arguments");
    assertThat(new Prediction("secret", "0.5")).hasToString("Prediction");
    assertThat(Prediction.NULL).hasToString("Prediction NULL");
  }

  @Test
  @DisplayName("a model has arguments and outputs 0 and 1")
  void bounds() {
    assertThatThrownBy(() -> new ModelInput(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Prediction.NULL.output(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
