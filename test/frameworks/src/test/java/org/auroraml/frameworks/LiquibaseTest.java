package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@DisplayName("F92: a change set of Liquibase makes an ML function")
@TestPropertySource(properties = {"spring.flyway.enabled=false", "spring.liquibase.enabled=true"})
class LiquibaseTest extends OnSpringBoot {
  @Test
  void theFunctionIsThereAndTheChangeSetIsNoted() {
    assertThat(jdbc.queryForList("SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"))
        .extracting(row -> row.get("ID"))
        .containsExactly("readings", "anomaly_score");
    assertThat(jdbc.queryForObject("SELECT SUM(anomaly_score(amount)) FROM reading", Double.class))
        .isEqualTo(15.0);
  }
}
