package org.auroraml.jdbc.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.auroraml.batching.Counters;
import org.auroraml.jdbc.status.CallStatus;

/** A server's numbers in the platform's MBean server, until it is closed. */
final class ModelCalls implements ModelCallsMXBean, AutoCloseable {
  private static final Logger LOGGER = System.getLogger("org.auroraml");

  private final CallStatus status;
  private final Optional<ObjectName> name;

  /**
   * Registers it. Numbers that can't be shown fail no connect: the log tells of it.
   *
   * @param server the server's hosts
   */
  ModelCalls(String server, CallStatus status) {
    this.status = status;
    name = register(server);
  }

  /**
   * Two applications in one JVM may each have loaded the driver, and be connected to one server.
   */
  private Optional<ObjectName> register(String server) {
    String base = "org.auroraml:type=ModelCalls,server=" + ObjectName.quote(server);
    for (int i = 1; ; i++) {
      try {
        ObjectName free = new ObjectName(i == 1 ? base : base + ",instance=" + i);
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, free);
        return Optional.of(free);
      } catch (InstanceAlreadyExistsException taken) {
        // The next one.
      } catch (JMException | SecurityException e) {
        LOGGER.log(Level.WARNING, "The MBean " + base + " can't be registered", e);
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    try {
      if (name.isPresent()) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name.get());
      }
    } catch (JMException | SecurityException e) {
      LOGGER.log(Level.WARNING, "The MBean " + name.get() + " can't be unregistered", e);
    }
  }

  private Counters counters() {
    return status.counters();
  }

  @Override
  public long getLogicalRequests() {
    return counters().logicalRequests();
  }

  @Override
  public long getLogicalResponses() {
    return counters().logicalResponses();
  }

  @Override
  public long getActualRequests() {
    return counters().actualRequests();
  }

  @Override
  public long getActualResponses() {
    return counters().actualResponses();
  }

  @Override
  public long getCacheHits() {
    return counters().cacheHits();
  }

  @Override
  public long getSingleRequests() {
    return counters().singleRequests();
  }

  @Override
  public long getRetryRequests() {
    return counters().retries();
  }

  @Override
  public List<ModelTimes> getModels() {
    return status.tally().models().statistics().stream().map(ModelTimes::new).toList();
  }
}
