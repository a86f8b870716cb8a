package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomCutForestModelTest {
  private static final double[] ORDINARY =
      new Random(1).doubles(2_000, 100, 200).map(Math::rint).toArray();

  @Test
  void aRareValueScoresHigherThanAnOrdinaryOne() {
    RandomCutForestModel model = new RandomCutForestModel(ORDINARY, 7);

    assertThat(model.score(150)).isLessThan(1.2);
    assertThat(model.score(400)).isGreaterThan(3);
  }

  @Test
  void nullGivesAnEmptyLine() {
    RandomCutForestModel model = new RandomCutForestModel(ORDINARY, 7);

    assertThat(model.predict(List.of(Arrays.asList((String) null)))).containsExactly("");
  }

  @Test
  void threadsAndASecondTrainingGetTheSameScores() {
    List<List<String>> rows = new ArrayList<>();
    for (int value = 0; value < 300; value++) {
      rows.add(List.of(Integer.toString(value)));
    }
    List<String> expected = new RandomCutForestModel(ORDINARY, 7).predict(rows);
    RandomCutForestModel model = new RandomCutForestModel(ORDINARY, 7);

    List<List<String>> answers =
        IntStream.range(0, 16).parallel().mapToObj(i -> model.predict(rows)).toList();

    assertThat(answers).allMatch(expected::equals);
  }
}
