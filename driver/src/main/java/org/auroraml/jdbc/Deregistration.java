package org.auroraml.jdbc;

import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import java.sql.DriverAction;

/**
 * What is done when {@link java.sql.DriverManager} is told to forget the driver, as a web container
 * does when it undeploys the application that brought it: no thread must hold its classes then.
 */
final class Deregistration implements DriverAction {

  @Override
  public void deregister() {
    // A Connector/J of others' is theirs to end.
    if (AbandonedConnectionCleanupThread.class.getClassLoader()
        == Deregistration.class.getClassLoader()) {
      AbandonedConnectionCleanupThread.checkedShutdown();
    }
  }
}
