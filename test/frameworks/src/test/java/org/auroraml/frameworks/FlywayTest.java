package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("F92: a migration of Flyway makes an ML function")
class FlywayTest extends OnSpringBoot {
  @Autowired private Flyway flyway;

  @Test
  void theFunctionIsThereAndTheMigrationIsNoted() {
    assertThat(Arrays.stream(flyway.info().applied()).map(m -> m.getVersion().getVersion()))
        .containsExactly("1", "2");
    assertThat(jdbc.queryForObject("SELECT SUM(anomaly_score(amount)) FROM reading", Double.class))
        .isEqualTo(15.0);
    assertThat(jdbc.queryForList("SELECT id FROM large ORDER BY id", Long.class))
        .containsExactly(2L, 3L);
  }

  @Test
  void migratingAgainDoesNothing() {
    flyway.validate();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
  }
}
