package org.auroraml.etl;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcPagingItemReader;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The job: its first step scores the reviews chunk by chunk, its second exports them. */
@Configuration
class EtlJob {
  static final String NAME = "score-and-export";

  @Bean
  Job job(JobRepository repository, Step score, Step export, Shutdown shutdown) {
    return new JobBuilder(NAME, repository).start(score).next(export).listener(shutdown).build();
  }

  /** Several ranges of ids at the same time, each by a step of its own. */
  @Bean
  Step score(
      JobRepository repository,
      Step scoreRange,
      IdRanges ranges,
      ScoringProgress progress,
      EtlSettings settings) {
    return new StepBuilder("score", repository)
        .listener(progress)
        .partitioner("scoreRange", ranges)
        .step(scoreRange)
        .gridSize(settings.parallel())
        .taskExecutor(new SimpleAsyncTaskExecutor("score-"))
        .build();
  }

  @Bean
  Step scoreRange(
      JobRepository repository,
      PlatformTransactionManager transactions,
      ItemReader<Long> unscored,
      ItemWriter<Long> scores,
      EtlSettings settings) {
    return new StepBuilder("scoreRange", repository)
        .<Long, Long>chunk(settings.chunk())
        .transactionManager(transactions)
        .reader(unscored)
        .writer(scores)
        .build();
  }

  /** The reviews of a range that have no score: what the table says, so it keeps no state. */
  @Bean
  @StepScope
  JdbcPagingItemReader<Long> unscored(
      DataSource dataSource,
      EtlSettings settings,
      @Value("#{stepExecutionContext['" + IdRanges.FROM + "']}") Long from,
      @Value("#{stepExecutionContext['" + IdRanges.TO + "']}") Long to)
      throws Exception {
    return new JdbcPagingItemReaderBuilder<Long>()
        .saveState(false)
        .dataSource(dataSource)
        .selectClause("SELECT id")
        .fromClause("FROM review")
        .whereClause("WHERE id BETWEEN :from AND :to AND sentiment IS NULL")
        .parameterValues(Map.of("from", from, "to", to))
        .sortKeys(Map.of("id", Order.ASCENDING))
        .pageSize(settings.chunk())
        .rowMapper((row, number) -> row.getLong(1))
        .build();
  }

  /**
   * Scores a chunk by one statement and one request: Comprehend takes 25 texts, and is asked once
   * for both functions. As soon as its answer is there it is committed, so that a JVM that is
   * killed has only those requests to repeat whose answers were still to come.
   */
  @Bean
  ItemWriter<Long> scores(JdbcClient jdbc, ScoringProgress progress) {
    return chunk -> {
      List<? extends Long> ids = chunk.getItems();
      jdbc.sql(
              """
              UPDATE review
              SET sentiment = aws_comprehend_detect_sentiment(text, 'en'),
                  confidence = aws_comprehend_detect_sentiment_confidence(text, 'en')
              WHERE id BETWEEN ? AND ? AND sentiment IS NULL
              """)
          .params(ids.get(0), ids.get(ids.size() - 1))
          .update();
      progress.step(ids.size());
    };
  }

  /** Exports all or nothing; a second try takes the place of what the first left. */
  @Bean
  Step export(
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      EtlSettings settings) {
    return new StepBuilder("export", repository)
        .tasklet(
            (contribution, context) -> {
              int rows =
                  jdbc.sql(
                          """
                          SELECT id, product, text, sentiment, confidence FROM review ORDER BY id
                          INTO OUTFILE S3 '%s' FORMAT CSV HEADER MANIFEST ON OVERWRITE ON
                          """
                              .formatted(settings.to()))
                      .update();
              System.out.printf("Exported %d rows to %s%n", rows, settings.to());
              return RepeatStatus.FINISHED;
            },
            transactions)
        .build();
  }
}
