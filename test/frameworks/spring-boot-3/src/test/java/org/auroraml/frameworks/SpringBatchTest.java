package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.Chunk;
import org.springframework.batch.item.database.JdbcCursorItemReader;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

@DisplayName("F92: Spring Batch 5, with its notes in the same database")
@TestPropertySource(
    properties = {
      "spring.batch.jdbc.initialize-schema=always",
      // Spring Batch's tables may be there first.
      "spring.flyway.baseline-on-migrate=true",
      "spring.flyway.baseline-version=0"
    })
class SpringBatchTest extends OnSpringBoot {
  private static final long LAST = 3;

  @Autowired private JobRepository repository;
  @Autowired private JobLauncher launcher;
  @Autowired private PlatformTransactionManager transactions;

  private final AtomicBoolean broken = new AtomicBoolean(true);

  @Test
  void aJobThatFailedResumesAtItsChunk() throws Exception {
    Job job =
        new JobBuilder("score", repository)
            .start(
                new StepBuilder("score", repository)
                    .<Long, Long>chunk(1, transactions)
                    .reader(ids())
                    .writer(this::score)
                    .build())
            .build();

    BatchStatus first = launcher.run(job, new JobParameters()).getStatus();
    long scored = jdbc.queryForObject("SELECT COUNT(score) FROM reading", Long.class);
    broken.set(false);
    BatchStatus second = launcher.run(job, new JobParameters()).getStatus();

    assertThat(first).isEqualTo(BatchStatus.FAILED);
    assertThat(scored).isEqualTo(LAST - 1);
    assertThat(second).isEqualTo(BatchStatus.COMPLETED);
    assertThat(jdbc.queryForObject("SELECT SUM(score) FROM reading", Double.class)).isEqualTo(15);
    assertThat(inputs()).isEqualTo(LAST);
  }

  private JdbcCursorItemReader<Long> ids() {
    return new JdbcCursorItemReaderBuilder<Long>()
        .name("ids")
        .dataSource(dataSource)
        .sql("SELECT id FROM reading ORDER BY id")
        .rowMapper((row, number) -> row.getLong(1))
        .build();
  }

  private void score(Chunk<? extends Long> chunk) {
    for (Long id : chunk) {
      if (id == LAST && broken.get()) {
        throw new IllegalStateException("the power went out");
      }
      jdbc.update("UPDATE reading SET score = anomaly_score(amount) WHERE id = ?", id);
    }
  }
}
