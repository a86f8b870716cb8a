package org.auroraml.s3export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What classes log, which then goes nowhere else. */
final class LoggedLines extends Handler implements AutoCloseable {

  private final List<Logger> loggers = new ArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LoggedLines() {}

  static LoggedLines of(Class<?>... classes) {
    LoggedLines log = new LoggedLines();
    for (Class<?> logging : classes) {
      Logger logger = Logger.getLogger(logging.getName());
      logger.addHandler(log);
      logger.setUseParentHandlers(false);
      log.loggers.add(logger);
    }
    return log;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    for (Logger logger : loggers) {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }
}
