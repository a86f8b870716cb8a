package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.auroraml.jdbc.AuroraMlDriver;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F46: what SHOW GLOBAL STATUS counts, in Micrometer and in JMX. */
class MetricsTest {
  private static final Map<String, String> METERS =
      Map.of(
          "Aurora_ml_logical_request_cnt", "auroraml.logical.requests",
          "Aurora_ml_logical_response_cnt", "auroraml.logical.responses",
          "Aurora_ml_actual_request_cnt", "auroraml.actual.requests",
          "Aurora_ml_actual_response_cnt", "auroraml.actual.responses",
          "Aurora_ml_cache_hit_cnt", "auroraml.cache.hits",
          "Aurora_ml_single_request_cnt", "auroraml.single.requests",
          "Aurora_ml_retry_request_cnt", "auroraml.retry.requests");

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "Aurora_ml_logical_request_cnt", "LogicalRequests",
          "Aurora_ml_logical_response_cnt", "LogicalResponses",
          "Aurora_ml_actual_request_cnt", "ActualRequests",
          "Aurora_ml_actual_response_cnt", "ActualResponses",
          "Aurora_ml_cache_hit_cnt", "CacheHits",
          "Aurora_ml_single_request_cnt", "SingleRequests",
          "Aurora_ml_retry_request_cnt", "RetryRequests");

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private MlDatabase database;

  @BeforeEach
  void start() throws SQLException {
    Metrics.addRegistry(meters);
    database = MlDatabase.create();
    database
        .models()
        .rawEndpoint(
            "broken",
            (type, body) -> {
              throw new IllegalStateException("broken");
            });
    database.execute("CREATE TABLE t (i INT)", "INSERT INTO t VALUES (1), (2), (2), (3)");
    try (Connection connection = database.connect()) {
      MlDatabase.createFunctions(connection);
      MlDatabase.createFunction(connection, "broken(x DOUBLE) RETURNS DOUBLE", "broken");
    }
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
    Metrics.removeRegistry(meters);
    meters.close();
  }

  private static Map<String, Long> status(Connection connection) throws SQLException {
    return MlDatabase.rows(connection, "SHOW GLOBAL STATUS LIKE 'Aurora_ml%'").stream()
        .map(row -> row.split(","))
        .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1])));
  }

  /** Of each status variable what the meters of all models add up to. */
  private Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    METERS.forEach(
        (variable, meter) ->
            counted.put(
                variable,
                (long)
                    meters
                        .find(meter)
                        .tag("server", database.database().server().hostPort())
                        .functionCounters()
                        .stream()
                        .mapToDouble(c -> c.count())
                        .sum()));
    return counted;
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> then) {
    Map<String, Long> difference = new TreeMap<>();
    now.forEach((name, count) -> difference.put(name, count - then.getOrDefault(name, 0L)));
    return difference;
  }

  @Test
  @DisplayName("Micrometer's counters are those of SHOW GLOBAL STATUS, by model")
  void counters() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.rows(connection, "SELECT ml_num(7)");
      Map<String, Long> status = status(connection);
      Map<String, Long> counted = counted();
      double before = counter("auroraml.logical.requests", "ml-num");

      MlDatabase.rows(connection, "SELECT ml_num(i), ml_int(i + 1) FROM t");

      assertThat(difference(counted(), counted))
          .isEqualTo(difference(status(connection), status))
          .containsEntry("Aurora_ml_logical_request_cnt", 8L)
          .containsEntry("Aurora_ml_cache_hit_cnt", 2L);
      assertThat(counter("auroraml.logical.requests", "ml-num") - before).isEqualTo(4);
    }
  }

  private double counter(String name, String model) {
    return meters.get(name).tags("service", "sagemaker", "model", model).functionCounter().count();
  }

  @Test
  @DisplayName("FLUSH STATUS does not turn Micrometer's counters back, which must only grow")
  void flush() throws SQLException {
    try (Connection connection = database.connect()) {
      MlDatabase.rows(connection, "SELECT ml_num(i) FROM t");
      double before = counter("auroraml.logical.requests", "ml-num");

      MlDatabase.execute(connection, "FLUSH STATUS");

      assertThat(counter("auroraml.logical.requests", "ml-num")).isEqualTo(before);
    }
  }

  @Test
  @DisplayName("each request is timed by outcome, and its inputs are counted")
  void timers() throws SQLException {
    try (Connection connection = database.connect("mlRetryBudgetMs=1")) {
      MlDatabase.rows(connection, "SELECT ml_num(i) FROM t");
      assertThatThrownBy(() -> MlDatabase.rows(connection, "SELECT broken(i) FROM t"))
          .isInstanceOf(SQLException.class);

      assertThat(
              meters
                  .get("auroraml.model.requests")
                  .tags("service", "sagemaker", "model", "ml-num", "outcome", "success")
                  .timer()
                  .count())
          .isEqualTo(1);
      assertThat(
              meters
                  .get("auroraml.model.requests")
                  .tags("model", "broken", "outcome", "error")
                  .timer()
                  .count())
          .isPositive();
      assertThat(
              meters
                  .get("auroraml.model.batch.size")
                  .tags("model", "ml-num")
                  .summary()
                  .totalAmount())
          .isEqualTo(3);
    }
  }

  @Test
  @DisplayName("meters go with the last connection, and there are none with micrometer=false")
  void closed() throws SQLException {
    Connection first = database.connect();
    try (first;
        Connection other = database.connect("mlConcurrency=3")) {
      MlDatabase.rows(other, "SELECT ml_num(i) FROM t");
      first.close();
      assertThat(meters.find("auroraml.model.requests").timers()).isNotEmpty();
    }
    assertThat(meters.getMeters())
        .extracting(meter -> meter.getId().getName())
        .noneMatch(name -> name.startsWith("auroraml"));

    try (Connection quiet = database.connect("micrometer=false")) {
      MlDatabase.rows(quiet, "SELECT ml_num(i) FROM t");
      assertThat(meters.getMeters()).isEmpty();
    }
  }

  private Set<ObjectName> names() throws Exception {
    return beans.queryNames(new ObjectName("org.auroraml:type=ModelCalls,*"), null);
  }

  @Test
  @DisplayName("registerMbeans=true: an MBean with the numbers of SHOW GLOBAL STATUS, by model too")
  void mbean() throws Exception {
    try (Connection connection = database.connect("registerMbeans=true")) {
      MlDatabase.execute(connection, "FLUSH STATUS");
      MlDatabase.rows(connection, "SELECT ml_num(i) FROM t");

      assertThat(names()).hasSize(1);
      ObjectName name = names().iterator().next();
      assertThat(ObjectName.unquote(name.getKeyProperty("server")))
          .isEqualTo(database.database().server().hostPort());
      Map<String, Long> shown = new TreeMap<>();
      for (Map.Entry<String, String> attribute : ATTRIBUTES.entrySet()) {
        shown.put(attribute.getKey(), (Long) beans.getAttribute(name, attribute.getValue()));
      }
      assertThat(shown)
          .isEqualTo(status(connection))
          .containsEntry("Aurora_ml_logical_request_cnt", 4L);
      assertThat((CompositeData[]) beans.getAttribute(name, "Models"))
          .filteredOn(model -> model.get("model").equals("SageMaker endpoint 'ml-num'"))
          .singleElement()
          .satisfies(
              model -> {
                assertThat((Long) model.get("actualRequests")).isPositive();
                assertThat((Long) model.get("batchSizeMax")).isGreaterThanOrEqualTo(3);
                assertThat((Double) model.get("millisAverage")).isPositive();
              });
    }
    assertThat(names()).isEmpty();
  }

  @Test
  @DisplayName("there is no MBean without the setting; two applications of a JVM have one each")
  void severalMbeans() throws Exception {
    String url = database.database().auroraUrl("registerMbeans=true");
    Properties login = new Properties();
    login.setProperty("user", database.database().server().user());
    login.setProperty("password", database.database().server().password());
    try (Connection plain = database.connect()) {
      assertThat(plain.isValid(1)).isTrue();
      assertThat(names()).isEmpty();
    }
    try (Connection one = new AuroraMlDriver().connect(url, login);
        Connection other = new AuroraMlDriver().connect(url, login)) {
      assertThat(one).isNotSameAs(other);
      assertThat(names()).hasSize(2);
    }
    assertThat(names()).isEmpty();
  }
}
