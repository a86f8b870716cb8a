package org.auroraml.etl;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcPagingItemReader;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The job: its first step scores the reviews chunk by chunk, its second exports them. */
@Configuration
class EtlJob {
  static final String NAME = "score-and-export";

  @Bean
  Job job(JobRepository repository, Step score, Step export) {
    return new JobBuilder(NAME, repository).start(score).next(export).build();
  }

  @Bean
  Step score(
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcPagingItemReader<Long> ids,
      ItemWriter<Long> scores,
      ScoringProgress progress,
      EtlSettings settings) {
    return new StepBuilder("score", repository)
        .<Long, Long>chunk(settings.chunk())
        .transactionManager(transactions)
        .reader(ids)
        .writer(scores)
        .listener(progress)
        .build();
  }

  @Bean
  JdbcPagingItemReader<Long> ids(DataSource dataSource, EtlSettings settings) throws Exception {
    return new JdbcPagingItemReaderBuilder<Long>()
        .name("ids")
        .dataSource(dataSource)
        .selectClause("SELECT id")
        .fromClause("FROM review")
        .sortKeys(Map.of("id", Order.ASCENDING))
        .pageSize(settings.chunk())
        .rowMapper((row, number) -> row.getLong(1))
        .build();
  }

  /**
   * Scores a chunk by one statement, which asks Comprehend once for each text, 25 texts in a
   * request and several requests at a time. The chunk is committed with Spring Batch's note of how
   * far it is. Rows that have a score are not asked for again, however they got it.
   */
  @Bean
  ItemWriter<Long> scores(JdbcClient jdbc) {
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
