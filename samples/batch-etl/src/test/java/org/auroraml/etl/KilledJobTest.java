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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** F93: a JVM that runs the job is killed; the next one resumes, and models are paid once. */
class KilledJobTest {
  private static final int ROWS = 600;
  private static final int CHUNK = 100;
  private static final long LIMIT_SECONDS = 300;

  /** How often Comprehend was asked for each text. */
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  @Test
  @DisplayName("F93: after a kill only the chunk that was under way is asked for again")
  void resumesWithoutPayingTwice() throws Exception {
    try (Stand stand = Stand.start(OnStand.BUCKET)) {
      SentimentModel model = new SentimentModel();
      stand
          .models()
          .delay(Duration.ofMillis(50))
          .sentiment(
              (text, language) -> {
                asked.merge(text, 1, Integer::sum);
                return model.detect(text, language);
              });
      OnStand.load(stand, ROWS);

      List<String> paid = killAfterSomeChunks(stand);
      assertThat(run(stand)).isZero();

      assertThat(texts(stand, "sentiment IS NULL")).isEmpty();
      assertThat(asked).hasSize(ROWS);
      assertThat(paid).allSatisfy(text -> assertThat(asked.get(text)).isEqualTo(1));
      assertThat(asked.values().stream().mapToInt(n -> n).sum()).isLessThanOrEqualTo(ROWS + CHUNK);
      assertThat(column(stand, "SELECT status FROM BATCH_JOB_EXECUTION ORDER BY 1"))
          .containsExactly("COMPLETED", "FAILED");
      assertThat(exported(stand)).hasSize(ROWS + 1).first().asString().startsWith("id,product,");

      asked.clear();
      assertThat(run(stand)).as("a run that is done").isZero();
      assertThat(asked).isEmpty();
    }
  }

  /** Returns the texts whose scores were committed before the kill. */
  private List<String> killAfterSomeChunks(Stand stand) throws Exception {
    Process first = OnStand.start(stand, "--etl.chunk=" + CHUNK);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (asked.size() < 2 * CHUNK + CHUNK / 2) {
      assertThat(first.waitFor(10, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
      assertThat(System.nanoTime()).as("time").isLessThan(end);
    }
    OnStand.kill(first);
    List<String> paid = texts(stand, "sentiment IS NOT NULL");
    assertThat(paid).hasSizeBetween(2 * CHUNK, ROWS - CHUNK);
    return paid;
  }

  private static int run(Stand stand) throws Exception {
    Process process = OnStand.start(stand, "--etl.chunk=" + CHUNK);
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
