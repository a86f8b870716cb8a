package org.auroraml.etl;

import java.util.concurrent.CountDownLatch;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has a JVM that is told to end (SIGTERM, Ctrl-C) end the transactions under way first, begin no
 * others, and leave the run as one that was stopped. Spring closes the data source after that.
 */
@Component
class Shutdown implements JobExecutionListener, SmartLifecycle {
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile JobExecution execution;

  @Override
  public void beforeJob(JobExecution started) {
    execution = started;
  }

  /** The run has ended, and what is known of it is written down. */
  void ended() {
    ended.countDown();
  }

  @Override
  public void start() {
    // ResumingRunner starts the job.
  }

  /** Whether there is a run that {@link #stop} has to wait for. */
  @Override
  public boolean isRunning() {
    return execution != null && ended.getCount() > 0;
  }

  /** Not JobOperator's stop: it updates the steps' rows in the database, as their threads do. */
  @Override
  public void stop() {
    execution.getStepExecutions().forEach(StepExecution::setTerminateOnly);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
