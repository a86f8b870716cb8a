package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.auroraml.frameworks.ReadingMapper.NewReading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("F92: MyBatis")
@Transactional
class MyBatisTest extends OnSpringBoot {
  @Autowired private ReadingMapper readings;

  @Test
  void aMapperAsksTheModel() {
    assertThat(readings.scoresAbove(4)).containsExactly(5.0, 9.0);
    assertThat(inputs()).isEqualTo(3);
  }

  @Test
  @DisplayName("F26: the key of a row that a model scored comes back")
  void anInsertHasItsKey() {
    NewReading reading = new NewReading(7);

    assertThat(readings.add(reading)).isEqualTo(1);

    assertThat(
            jdbc.queryForObject(
                "SELECT score FROM reading WHERE id = ?", Double.class, reading.getId()))
        .isEqualTo(7.0);
  }
}
