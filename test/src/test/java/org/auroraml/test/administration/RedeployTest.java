package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.OracleModels;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * F46: Micrometer is the application's affair, and what is registered goes with the application.
 */
class RedeployTest {
  /** Tells at once when a class loader has gone. */
  private static final ReferenceQueue<ClassLoader> UNLOADED = new ReferenceQueue<>();

  private static final Predicate<String> MICROMETER =
      entry -> entry.matches(".*(micrometer|HdrHistogram|LatencyUtils|jspecify).*\\.jar");

  private static final Predicate<String> REST = MICROMETER.negate();

  private static URL[] classPath(Predicate<String> which) throws Exception {
    List<URL> found = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (which.test(entry)) {
        found.add(Path.of(entry).toUri().toURL());
      }
    }
    return found.toArray(URL[]::new);
  }

  @Test
  @DisplayName("without Micrometer the driver does the same")
  void withoutMicrometer() throws Exception {
    try (MlDatabase database = MlDatabase.create();
        URLClassLoader application =
            new URLClassLoader(classPath(REST), ClassLoader.getPlatformClassLoader())) {
      assertThat(application.getResource("io/micrometer/core/instrument/Metrics.class")).isNull();
      String[] settings = MlDatabase.settings(database.models()).toArray(String[]::new);

      Object answer =
          application
              .loadClass(RedeployProbe.class.getName())
              .getMethod("query", String.class, String.class, String.class)
              .invoke(
                  null,
                  database.database().auroraUrl(settings),
                  database.database().server().user(),
                  database.database().server().password());

      assertThat(answer).isEqualTo("5.0");
    }
  }

  @Test
  @DisplayName("an application leaves nothing in a container's Micrometer, nor in JMX")
  void undeployed() throws Exception {
    AtomicInteger shown = new AtomicInteger();
    try (ModelServer models = OracleModels.serve(ModelServer.start());
        URLClassLoader container =
            new URLClassLoader(classPath(MICROMETER), ClassLoader.getPlatformClassLoader())) {
      MlDatabase.settings(models);
      Runnable whileShown = () -> shown.set(meters(container) > 0 ? beans() : 0);

      deploy(
          container,
          probe ->
              probe
                  .getMethod("show", String.class, Runnable.class)
                  .invoke(null, models.uri().toString(), whileShown));

      assertThat(shown).hasValue(1);
      assertThat(meters(container)).isZero();
      assertThat(beans()).isZero();
    }
  }

  @Test
  @DisplayName("… and its classes go, the driver's, Connector/J's and the SDK's")
  void redeployed() throws Exception {
    assumeTrue(
        Runtime.version().feature() == 17,
        "later JDKs keep soft references to what was linked last, until memory runs short");
    try (MlDatabase database = MlDatabase.create();
        URLClassLoader container =
            new URLClassLoader(classPath(MICROMETER), ClassLoader.getPlatformClassLoader())) {
      String[] settings = MlDatabase.settings(database.models()).toArray(String[]::new);
      WeakReference<ClassLoader> application =
          deploy(
              container,
              probe ->
                  probe
                      .getMethod("query", String.class, String.class, String.class)
                      .invoke(
                          null,
                          database.database().auroraUrl(settings),
                          database.database().server().user(),
                          database.database().server().password()));
      assertThat(database.models().inputs("ml-num")).isEqualTo(1);
      new NextApplication(this).useRecord();

      Instant end = Instant.now().plus(Duration.ofSeconds(30));
      while (application.get() != null) {
        assertThat(Instant.now()).as("the application's classes are still there").isBefore(end);
        System.gc();
        UNLOADED.remove(50);
      }
    }
  }

  /**
   * The JDK's method handles for the methods of records keep the last type that they were linked
   * for, and so its class loader: JDK 17 until it links another one (JDK-8078641). That is the
   * JDK's affair, and would hide what is ours.
   */
  private record NextApplication(RedeployTest test) {
    void useRecord() {
      assertThat(this).isEqualTo(new NextApplication(test)).hasToString(toString());
      assertThat(hashCode()).isEqualTo(new NextApplication(test).hashCode());
    }
  }

  /** What an application does, by its own class. */
  @FunctionalInterface
  private interface Deployed {
    void run(Class<?> probe) throws Exception;
  }

  /** Runs the probe in a loader of its own, and gives what is left of it. */
  private static WeakReference<ClassLoader> deploy(ClassLoader container, Deployed deployed)
      throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(classPath(REST), container)) {
      Thread.currentThread().setContextClassLoader(application);
      Class<?> probe = application.loadClass(RedeployProbe.class.getName());
      assertThat(probe).isNotSameAs(RedeployProbe.class);
      deployed.run(probe);
      return new WeakReference<>(application, UNLOADED);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static int meters(ClassLoader container) {
    try {
      Object registry =
          container
              .loadClass("io.micrometer.core.instrument.Metrics")
              .getField("globalRegistry")
              .get(null);
      Object meters =
          container
              .loadClass("io.micrometer.core.instrument.MeterRegistry")
              .getMethod("getMeters")
              .invoke(registry);
      return ((List<?>) meters).size();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int beans() {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .queryNames(new ObjectName("org.auroraml:*"), null)
          .size();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
