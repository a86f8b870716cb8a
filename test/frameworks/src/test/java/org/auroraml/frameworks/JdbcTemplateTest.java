package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("F92, F93: HikariCP, JdbcTemplate, transactions and Actuator's meters")
class JdbcTemplateTest extends OnSpringBoot {
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private MeterRegistry meters;

  @Test
  void queriesAskTheModel() {
    assertThat(
            jdbc.queryForList(
                "SELECT id FROM reading WHERE anomaly_score(amount) > ? ORDER BY id",
                Long.class,
                4))
        .containsExactly(2L, 3L);
    assertThat(inputs()).isEqualTo(3);
  }

  @Test
  @DisplayName("F26: the rows of a batch share requests")
  void batchUpdates() {
    List<Object[]> ids = List.of(new Object[] {1}, new Object[] {2}, new Object[] {3});

    assertThat(
            jdbc.batchUpdate("UPDATE reading SET score = anomaly_score(amount) WHERE id = ?", ids))
        .containsExactly(1, 1, 1);

    assertThat(jdbc.queryForList("SELECT score FROM reading ORDER BY id", Double.class))
        .containsExactly(1.0, 5.0, 9.0);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  @DisplayName("F95: a transaction of Spring's takes the values back when it is rolled back")
  void transactionsRollBack() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.update("UPDATE reading SET score = anomaly_score(amount)");
              assertThat(jdbc.queryForObject("SELECT COUNT(score) FROM reading", Long.class))
                  .isEqualTo(3);
              status.setRollbackOnly();
            });

    assertThat(jdbc.queryForObject("SELECT COUNT(score) FROM reading", Long.class)).isZero();
  }

  @Test
  @DisplayName("F83: the pool keeps its connections when statements are refused")
  void thePoolKeepsItsConnections() {
    List<Long> before = connections();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> jdbc.queryForList("SELECT id, anomaly_score(RAND()) FROM reading"))
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1235));
    }

    assertThat(connections()).isEqualTo(before);
  }

  /** The server's ids of the connections in the pool. */
  private List<Long> connections() {
    return new TransactionTemplate(transactions)
        .execute(
            outer -> {
              TransactionTemplate another = new TransactionTemplate(transactions);
              another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
              return Stream.of(connectionId(), another.execute(inner -> connectionId()))
                  .sorted()
                  .toList();
            });
  }

  private long connectionId() {
    return jdbc.queryForObject("SELECT CONNECTION_ID()", Long.class);
  }

  @Test
  void actuatorHasThePoolsMeters() {
    jdbc.queryForObject("SELECT 1", Long.class);

    assertThat(meters.get("hikaricp.connections").gauge().value()).isPositive();
    assertThat(meters.get("jdbc.connections.max").gauge().value()).isEqualTo(2);
  }

  @Test
  @DisplayName("F46: Actuator has the driver's meters, and nobody has to configure them")
  void actuatorHasTheDriversMeters() {
    jdbc.queryForList("SELECT anomaly_score(amount) FROM reading");

    assertThat(
            meters
                .get("auroraml.logical.requests")
                .tags("service", "sagemaker", "model", ENDPOINT)
                .functionCounter()
                .count())
        .isGreaterThanOrEqualTo(3);
    assertThat(
            meters
                .get("auroraml.model.requests")
                .tags("model", ENDPOINT, "outcome", "success")
                .timer()
                .count())
        .isPositive();
  }
}
