package org.auroraml.etl;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * Starts a run, or resumes the one of that name. A JVM that was killed leaves its run marked as
 * running; a lock of the server, which ends with the connection that holds it, tells whether it is.
 */
@Component
class ResumingRunner implements ApplicationRunner, ExitCodeGenerator {
  private final DataSource dataSource;
  private final JobRepository repository;
  private final JobOperator operator;
  private final Job job;
  private final EtlSettings settings;
  private final Shutdown shutdown;
  private BatchStatus status = BatchStatus.UNKNOWN;

  ResumingRunner(
      DataSource dataSource,
      JobRepository repository,
      JobOperator operator,
      Job job,
      EtlSettings settings,
      Shutdown shutdown) {
    this.dataSource = dataSource;
    this.repository = repository;
    this.operator = operator;
    this.job = job;
    this.settings = settings;
    this.shutdown = shutdown;
  }

  @Override
  public void run(ApplicationArguments arguments) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      lock(connection);
      for (JobExecution killed : repository.findRunningJobExecutions(EtlJob.NAME)) {
        operator.recover(killed);
      }
      status = startOrResume();
    } finally {
      shutdown.ended();
    }
    System.out.printf("Run '%s': %s%n", settings.run(), status);
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet locked = statement.executeQuery("SELECT GET_LOCK('batch-etl', 0)")) {
      locked.next();
      if (!locked.getBoolean(1)) {
        throw new IllegalStateException("The job is running elsewhere: wait for its end");
      }
    }
  }

  private BatchStatus startOrResume() throws Exception {
    JobParameters parameters =
        new JobParametersBuilder().addString("run", settings.run()).toJobParameters();
    JobExecution last = repository.getLastJobExecution(EtlJob.NAME, parameters);
    if (last == null) {
      return operator.start(job, parameters).getStatus();
    }
    return last.getStatus() == BatchStatus.COMPLETED
        ? last.getStatus()
        : operator.restart(last).getStatus();
  }

  @Override
  public int getExitCode() {
    return status == BatchStatus.COMPLETED ? 0 : 1;
  }
}
