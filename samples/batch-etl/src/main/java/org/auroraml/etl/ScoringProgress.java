package org.auroraml.etl;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how many reviews have a score; a resumed run begins where the first one ended. */
@Component
class ScoringProgress implements StepExecutionListener {
  private final JdbcClient jdbc;
  private ProgressBar bar;

  ScoringProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void beforeStep(StepExecution step) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("Scoring")
            .setUnit(" reviews", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .setInitialMax(count("SELECT COUNT(*) FROM review"))
            .startsFrom(count("SELECT COUNT(sentiment) FROM review"), Duration.ZERO)
            .build();
  }

  private long count(String query) {
    return jdbc.sql(query).query(Long.class).single();
  }

  /** So many more; from any thread. */
  void step(int reviews) {
    bar.stepBy(reviews);
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    bar.close();
    return step.getExitStatus();
  }
}
