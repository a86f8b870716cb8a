package org.auroraml.jdbc.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.auroraml.jdbc.status.CallStatus;

/**
 * Shows a server's numbers where somebody wants them, as long as somebody does: what an application
 * leaves in Micrometer's registry or in the platform's MBean server would keep its classes.
 * Thread-safe.
 */
public final class ServerMetrics {
  private static final boolean HAS_MICROMETER = hasMicrometer();

  private final String server;
  private final CallStatus status;
  private final Map<Display, Shown> shown = new EnumMap<>(Display.class);

  /**
   * @param server the server's hosts, as the numbers name it
   */
  public ServerMetrics(String server, CallStatus status) {
    this.server = server;
    this.status = status;
  }

  /** Where numbers are shown. */
  public enum Display {
    MICROMETER,
    JMX
  }

  /** Something that is shown, and how many want it. */
  private static final class Shown {
    private final Runnable hide;
    private int wanted;

    Shown(Runnable hide) {
      this.hide = hide;
    }
  }

  private static boolean hasMicrometer() {
    try {
      Class.forName(
          "io.micrometer.core.instrument.Metrics", false, ServerMetrics.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }

  /** Shows the numbers. Each call needs a {@link #hide} with the same displays. */
  public synchronized void show(Set<Display> displays) {
    for (Display display : displays) {
      shown.computeIfAbsent(display, d -> new Shown(open(d))).wanted++;
    }
  }

  private Runnable open(Display display) {
    if (display == Display.JMX) {
      return new ModelCalls(server, status)::close;
    }
    return HAS_MICROMETER ? new MicrometerMeters(server, status.tally().models())::close : () -> {};
  }

  /** Shows the numbers no longer, unless others want them. */
  public synchronized void hide(Set<Display> displays) {
    for (Display display : displays) {
      Shown one = shown.get(display);
      one.wanted--;
      if (one.wanted == 0) {
        shown.remove(display);
        one.hide.run();
      }
    }
  }
}
