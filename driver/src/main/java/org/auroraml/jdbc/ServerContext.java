package org.auroraml.jdbc;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auroraml.batching.AwsService;
import org.auroraml.batching.CallLimits;
import org.auroraml.batching.Evaluator;
import org.auroraml.batching.EvaluatorOptions;
import org.auroraml.batching.OnError;
import org.auroraml.jdbc.metrics.ServerMetrics.Display;
import org.auroraml.jdbc.plan.Services;
import org.auroraml.jdbc.privilege.ActiveRoles;
import org.auroraml.jdbc.registry.CatalogStore;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.jdbc.registry.FunctionStore;
import org.auroraml.jdbc.registry.MemoryStore;
import org.auroraml.jdbc.registry.ScriptStore;
import org.auroraml.jdbc.settings.ConnectionUrl;
import org.auroraml.jdbc.settings.Setting;
import org.auroraml.jdbc.settings.Settings;
import org.auroraml.jdbc.status.CallStatus;
import org.auroraml.jdbc.variable.AuroraVariable;
import org.auroraml.jdbc.variable.NativeMl;
import org.auroraml.jdbc.variable.SessionVariables;
import org.auroraml.s3export.S3Exporter;
import org.auroraml.s3export.S3ExporterOptions;
import org.auroraml.s3export.S3Identity;

/**
 * What the connections of one user to one server, with the same settings, share: function registry,
 * model calls, uploads, parsed statements. It is closed with the last of its connections.
 */
final class ServerContext implements AutoCloseable {
  private final Settings settings;
  private final ServerMemory memory;
  private final FunctionRegistry registry;
  private final Evaluator evaluator;
  private final S3Exporter exporter;
  private final StatementCache statements = new StatementCache();
  private final Set<Display> displays = EnumSet.noneOf(Display.class);
  private Map<AuroraVariable, String> variablesOfServer = Map.of();
  private final ViewTexts viewTexts = new ViewTexts();
  private final NativeMl nativeMl;
  private boolean loaded;
  private boolean serverEvaluates;

  /** Connections that use it; guarded by the driver. */
  int connections;

  /**
   * @param memory what outlives it
   * @param limits of all model calls of this JVM
   */
  ServerContext(Settings settings, ServerMemory memory, CallLimits limits) {
    this.settings = settings;
    this.memory = memory;
    nativeMl =
        NativeMl.valueOf(settings.text(Setting.NATIVE_ML).orElseThrow().toUpperCase(Locale.ROOT));
    registry = new FunctionRegistry(store(settings, memory.functions()));
    evaluator = new Evaluator(evaluatorOptions(settings), limits, memory.status().tally());
    exporter = new S3Exporter(exporterOptions(settings));
    if (settings.flag(Setting.MICROMETER)) {
      displays.add(Display.MICROMETER);
    }
    if (settings.flag(Setting.REGISTER_MBEANS)) {
      displays.add(Display.JMX);
    }
    memory.metrics().show(displays);
  }

  /**
   * Whose connections share a context. The password is no part of it: it is checked by the server
   * at each connect.
   */
  record Key(String url, Optional<String> user, Settings settings) {
    static Key of(ConnectionUrl url) {
      return new Key(url.mysqlUrl(), url.user(), url.settings());
    }

    /** Shows no URL, which may hold a password. */
    @Override
    public String toString() {
      return "ServerContext.Key";
    }
  }

  private static FunctionStore store(Settings settings, MemoryStore memory) {
    String functions = settings.text(Setting.FUNCTIONS).orElseThrow();
    return switch (functions) {
      case "catalog" -> new CatalogStore();
      case "memory" -> memory;
      default -> new ScriptStore(Path.of(functions.substring("file:".length())));
    };
  }

  private static EvaluatorOptions evaluatorOptions(Settings settings) {
    return EvaluatorOptions.builder()
        .region(text(settings, Setting.AWS_REGION))
        .profile(text(settings, Setting.AWS_PROFILE))
        .credentialsProvider(text(settings, Setting.AWS_CREDENTIALS_PROVIDER))
        .role(AwsService.SAGEMAKER, text(settings, Setting.AWS_DEFAULT_SAGEMAKER_ROLE))
        .role(AwsService.COMPREHEND, text(settings, Setting.AWS_DEFAULT_COMPREHEND_ROLE))
        .role(AwsService.BEDROCK, text(settings, Setting.AWS_DEFAULT_BEDROCK_ROLE))
        .allowForeignRegion(settings.flag(Setting.ALLOW_FOREIGN_REGION))
        .endpointUrl(AwsService.STS, url(settings, Setting.STS_ENDPOINT_URL))
        .endpointUrl(AwsService.SAGEMAKER, url(settings, Setting.SAGEMAKER_ENDPOINT_URL))
        .endpointUrl(AwsService.COMPREHEND, url(settings, Setting.COMPREHEND_ENDPOINT_URL))
        .endpointUrl(AwsService.BEDROCK, url(settings, Setting.BEDROCK_ENDPOINT_URL))
        .sageMakerEndpointUrls(settings.endpointUrls())
        .concurrency(settings.number(Setting.ML_CONCURRENCY))
        .endpointConcurrency(settings.number(Setting.ML_ENDPOINT_CONCURRENCY))
        .jvmConcurrency(settings.number(Setting.ML_JVM_CONCURRENCY))
        .requestsPerSecond(settings.number(Setting.ML_REQUESTS_PER_SECOND))
        .breakerFailureRate(settings.number(Setting.ML_BREAKER_FAILURE_RATE))
        .breakerCalls(settings.number(Setting.ML_BREAKER_CALLS))
        .breakerOpen(Duration.ofMillis(settings.number(Setting.ML_BREAKER_OPEN_MS)))
        .maxRequestBytes(settings.number(Setting.ML_MAX_REQUEST_BYTES))
        .timeout(Duration.ofMillis(settings.number(Setting.ML_TIMEOUT_MS)))
        .retryBudget(Duration.ofMillis(settings.number(Setting.ML_RETRY_BUDGET_MS)))
        .maxInputs(settings.number(Setting.MAX_ML_INPUTS))
        .cacheSize(settings.number(Setting.ML_CACHE_SIZE))
        .cacheTtl(Duration.ofMillis(settings.number(Setting.ML_CACHE_TTL_MS)))
        .onError(
            OnError.valueOf(
                settings.text(Setting.ON_ML_ERROR).orElseThrow().toUpperCase(Locale.ROOT)))
        .logInputs(settings.flag(Setting.LOG_INPUTS))
        .build();
  }

  private static String text(Settings settings, Setting setting) {
    return settings.text(setting).orElse(null);
  }

  private static URI url(Settings settings, Setting setting) {
    return settings.url(setting).orElse(null);
  }

  private static S3ExporterOptions exporterOptions(Settings settings) {
    S3ExporterOptions defaults = S3ExporterOptions.defaults();
    return new S3ExporterOptions(
        settings.text(Setting.AWS_REGION),
        new S3Identity(
            settings.text(Setting.AWS_PROFILE),
            settings.text(Setting.AWS_CREDENTIALS_PROVIDER),
            settings.text(Setting.AWS_DEFAULT_S3_ROLE),
            settings.url(Setting.STS_ENDPOINT_URL)),
        settings.url(Setting.S3_ENDPOINT_URL),
        settings.text(Setting.S3_SPOOL_DIRECTORY).map(Path::of),
        settings.bytes(Setting.S3_SPOOL_LIMIT),
        settings.bytes(Setting.S3_FILE_SIZE),
        settings.names(Setting.S3_ALLOWED_BUCKETS),
        settings.text(Setting.S3_PROGRESS_LISTENER),
        defaults.connectTimeout(),
        defaults.socketTimeout(),
        defaults.requestTimeout());
  }

  /**
   * Reads the registry, and which of Aurora's variables the server has, the first time. At connect
   * and not at the first statement that might need it, since a query in between would change
   * ROW_COUNT() and SHOW WARNINGS. Nothing is read where the server evaluates.
   */
  synchronized void load(Connection connection) throws SQLException {
    if (!loaded) {
      if (nativeMl != NativeMl.SERVER) {
        variablesOfServer = SessionVariables.ofServer(connection);
      }
      serverEvaluates = nativeMl.isServers(variablesOfServer);
      if (!serverEvaluates) {
        registry.refresh(connection);
      }
      loaded = true;
    }
  }

  /** Whether all statements are the server's own affair (feature F96), after {@link #load}. */
  synchronized boolean serverEvaluates() {
    return serverEvaluates;
  }

  /** What a new connection uses. */
  Services newServices() {
    return new Services(
        registry,
        evaluator,
        exporter,
        memory.status(),
        new CallStatus(evaluator.newTally()),
        settings.flag(Setting.REQUIRE_INVOKE_ROLE)
            ? Optional.of(new ActiveRoles())
            : Optional.empty());
  }

  /** Aurora's variables of a new session, after {@link #load}. */
  synchronized SessionVariables newVariables() {
    return new SessionVariables(settings, variablesOfServer.keySet());
  }

  /** Statements with calls in views. */
  ViewTexts viewTexts() {
    return viewTexts;
  }

  StatementCache statements() {
    return statements;
  }

  @Override
  public void close() {
    memory.metrics().hide(displays);
    evaluator.close();
    exporter.close();
  }
}
