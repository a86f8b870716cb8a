package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.auroraml.batching.StandIn.assumeRole;
import static org.auroraml.batching.StandIn.assumed;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.gated;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.Statements.ask;
import static org.auroraml.batching.Statements.await;
import static org.auroraml.batching.Statements.failure;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.workers;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature F85: nothing is left behind: no thread, no socket, no class loader. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutDownTest {
  private static final Model ONE_ROW = new Model.SageMaker("e", 1);

  /** Asks the server through AWS's protocol, or plainly; no call's own time is over in a test. */
  private static Evaluator evaluator(
      DribblingServer server, boolean throughAws, CallLimits limits) {
    EvaluatorOptions.Builder options =
        EvaluatorOptions.builder()
            .region("eu-west-1")
            .concurrency(4)
            .endpointConcurrency(4)
            .timeout(Duration.ofMinutes(10));
    if (throughAws) {
      options.endpointUrl(AwsService.SAGEMAKER, server.url());
    } else {
      options.sageMakerEndpointUrls(Map.of("e", server.url()));
    }
    return new Evaluator(options.build(), limits, new Tally());
  }

  @ParameterizedTest(name = "through AWS: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("F85: cancel hangs up on a service that dribbles, and the endpoint is free again")
  void cancelClosesSockets(boolean throughAws) throws Exception {
    CallLimits limits = new CallLimits();
    try (DribblingServer server = new DribblingServer();
        Evaluator evaluator = evaluator(server, throughAws, limits);
        Evaluation evaluation = evaluator.open()) {
      CompletableFuture<?> asking = ask(evaluation, ONE_ROW, numbers(20));
      await(() -> server.dribbling() == 4);

      evaluation.cancel();

      assertThat(failure(asking).kind()).isEqualTo(Kind.CANCELLED);
      await(() -> server.dribbling() == 0);
      await(() -> limits.running() == 0);
      assertThat(evaluation.requests()).isEqualTo(4);
    }
  }

  @Test
  @DisplayName("F85: the deadline hangs up as well")
  void deadlineClosesSockets() throws Exception {
    try (DribblingServer server = new DribblingServer();
        Evaluator evaluator = evaluator(server, true, new CallLimits());
        Evaluation evaluation = evaluator.open()) {
      evaluation.deadline(Instant.now().plusSeconds(2));

      assertThat(failure(ask(evaluation, ONE_ROW, numbers(20))).kind()).isEqualTo(Kind.TIMED_OUT);

      await(() -> server.dribbling() == 0);
    }
  }

  @Test
  @DisplayName("F85: closing an evaluator ends its threads and hangs up")
  void closing() throws Exception {
    await(() -> workers() == 0);
    try (DribblingServer server = new DribblingServer()) {
      Evaluator evaluator = evaluator(server, true, new CallLimits());
      CompletableFuture<?> asking = ask(evaluator, ONE_ROW, numbers(20));
      await(() -> server.dribbling() == 4);

      evaluator.close();

      assertThat(failure(asking).kind()).isEqualTo(Kind.CANCELLED);
      await(() -> server.dribbling() == 0);
      await(() -> workers() == 0);
    }
  }

  @Test
  @DisplayName("All threads are daemons with names that tell whose they are")
  void daemons() {
    try (StandIn aws = new StandIn()) {
      aws.stub(invocation().willReturn(gated()));
      aws.gate(9);
      try (Evaluator evaluator = new Evaluator(aws.settings().build())) {
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        CompletableFuture<?> asking = ask(evaluator, ONE_ROW, numbers(20));
        await(() -> aws.requests().size() == 8 || aws.mostAtOnce() == 8);
        List<Thread> own = new ArrayList<>(Thread.getAllStackTraces().keySet());
        own.removeAll(before);
        own.removeIf(thread -> !thread.getName().startsWith("auroraml-"));

        assertThat(own).hasSizeGreaterThanOrEqualTo(8).allMatch(Thread::isDaemon);
        assertThat(own)
            .extracting(Thread::getName)
            .allMatch(name -> name.matches("auroraml-(model-call|timer)-[0-9]+"));
        aws.openGate();
        asking.join();
      }
    }
  }

  @Test
  @DisplayName("A web application that is redeployed leaves no class loader behind")
  void classLoader() throws Exception {
    try (StandIn aws = new StandIn()) {
      aws.stub(invocation().willReturn(echo()));
      aws.stub(sentiment().willReturn(moods()));
      aws.stub(assumeRole().willReturn(assumed("ROLE", Instant.now().plusSeconds(3600))));
      aws.stub(post(urlPathEqualTo("/model/m/invoke")).willReturn(echo()));

      WeakReference<ClassLoader> loader = redeploy(aws.url());

      await(
          () -> {
            System.gc();
            return loader.get() == null;
          });
    }
  }

  private static WeakReference<ClassLoader> redeploy(URI stand) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(application);
      Class<?> probe = application.loadClass(LeakProbe.class.getName());
      assertThat(probe).isNotSameAs(LeakProbe.class);
      assertThat(probe.getMethod("run", String.class).invoke(null, stand.toString())).isEqualTo(4);
      return new WeakReference<>(application);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
