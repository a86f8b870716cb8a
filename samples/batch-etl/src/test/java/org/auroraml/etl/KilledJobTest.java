package org.auroraml.etl;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** F93: a JVM that runs the job is stopped or killed; the next one resumes, and pays once. */
class KilledJobTest {
  private static final int ROWS = 600;
  private static final int CHUNK = 25;
  private static final int PARALLEL = 8;
  private static final long LIMIT_SECONDS = 300;

  /** How often Comprehend was asked for each text. */
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  /** So many different texts are answered; requests for others wait until there are more. */
  private volatile int answered = Integer.MAX_VALUE;

  @Test
  @DisplayName(
      "F93: after SIGTERM nothing is asked for again, after a kill only what was under way")
  void resumesWithoutPayingTwice() throws Exception {
    try (Stand stand = Stand.start(OnStand.BUCKET)) {
      SentimentModel model = new SentimentModel();
      stand
          .models()
          .delay(Duration.ofMillis(50))
          .sentiment(
              (text, language) -> {
                asked.merge(text, 1, Integer::sum);
                await(() -> asked.size() <= answered);
                return model.detect(text, language);
              });
      OnStand.load(stand, ROWS);

      stopAfterSomeChunks(stand);
      assertThat(asked.values()).containsOnly(1);
      assertThat(OnStand.scored(stand)).isEqualTo(asked.size()).isBetween(1L, ROWS / 2L);

      killWhileAllRequestsWait(stand);
      assertThat(run(stand)).isZero();

      assertThat(texts(stand, "sentiment IS NULL")).isEmpty();
      assertThat(asked).hasSize(ROWS);
      assertThat(asked.values().stream().filter(times -> times == 2)).hasSize(CHUNK * PARALLEL);
      assertThat(asked.values()).containsOnly(1, 2);
      assertThat(column(stand, "SELECT status FROM BATCH_JOB_EXECUTION ORDER BY 1"))
          .containsExactly("COMPLETED", "FAILED", "STOPPED");
      assertThat(exported(stand)).hasSize(ROWS + 1).first().asString().startsWith("id,product,");

      asked.clear();
      assertThat(run(stand)).as("a run that is done").isZero();
      assertThat(run(stand, "--etl.run=next")).as("one without new reviews").isZero();
      assertThat(asked).isEmpty();
    }
  }

  private void stopAfterSomeChunks(Stand stand) throws Exception {
    Process job = OnStand.start(stand);
    await(() -> asked.size() > CHUNK);
    job.destroy();
    assertThat(job.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Kills it when all answers that were sent have had the time to be committed. */
  private void killWhileAllRequestsWait(Stand stand) throws Exception {
    answered = asked.size() + PARALLEL * CHUNK / 2;
    Process job = OnStand.start(stand);
    int lost = PARALLEL * CHUNK;
    await(
        () ->
            stand.models().comprehendParallel() == PARALLEL
                && stand.models().comprehendInputs() - OnStand.scored(stand) == lost);
    List<String> paid = texts(stand, "sentiment IS NOT NULL");
    job.destroyForcibly().waitFor();
    answered = Integer.MAX_VALUE;
    assertThat(OnStand.kill(stand, job)).isEqualTo(lost);
    assertThat(paid).allSatisfy(text -> assertThat(asked.get(text)).isEqualTo(1));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(condition);
  }

  private static int run(Stand stand, String... settings) throws Exception {
    Process process = OnStand.start(stand, settings);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static List<String> texts(Stand stand, String condition) throws SQLException {
    return column(stand, "SELECT text FROM review WHERE " + condition);
  }

  private static List<String> column(Stand stand, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = OnStand.connect(stand);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  private static List<String> exported(Stand stand) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(stand.s3().uri())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(SystemPropertyCredentialsProvider.create())
            .build()) {
      assertThat(s3.listObjectsV2(request -> request.bucket(OnStand.BUCKET)).contents())
          .extracting(object -> object.key())
          .containsExactlyInAnyOrder("reviews.part_00000", "reviews.manifest");
      return s3.getObjectAsBytes(
              request -> request.bucket(OnStand.BUCKET).key("reviews.part_00000"))
          .asUtf8String()
          .lines()
          .toList();
    }
  }
}
