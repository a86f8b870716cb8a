package org.auroraml.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.SentimentModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DisplayName("F93: a Spring Boot service that knows the driver by application.yml alone")
class ReviewServiceTest {
  private static final Map<String, String> GOOD =
      Map.of("product", "Kettle", "text", "I love it, excellent quality, works great");

  private final ModelServer models = ReviewsStand.models();
  private final RestTestClient client;
  @Autowired private JdbcClient jdbc;

  @Autowired
  ReviewServiceTest(@Value("${local.server.port}") int port) {
    client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  @DynamicPropertySource
  static void datasource(DynamicPropertyRegistry properties) {
    ReviewsStand.use(properties, "service");
  }

  @BeforeEach
  void empty() {
    models.sentiment(new SentimentModel());
    jdbc.sql("DELETE FROM review").update();
    models.resetCounters();
  }

  private long stored() {
    return jdbc.sql("SELECT COUNT(*) FROM review").query(Long.class).single();
  }

  private RestTestClient.ResponseSpec post(Object review) {
    return client.post().uri("/api/reviews").body(review).exchange();
  }

  @Test
  @DisplayName("F9: a review is scored in the INSERT that stores it, by one request")
  void aPostedReviewIsScored() {
    Review posted =
        post(GOOD)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueMatches("Location", "/api/reviews/[0-9]+")
            .expectBody(Review.class)
            .returnResult()
            .getResponseBody();

    assertThat(posted.sentiment()).isEqualTo("POSITIVE");
    assertThat(posted.confidence()).isBetween(0.5, 1.0);
    assertThat(models.comprehendRequests()).isEqualTo(1);
    client
        .get()
        .uri("/api/reviews/" + posted.id())
        .exchange()
        .expectBody(Review.class)
        .isEqualTo(posted);
  }

  @Test
  @DisplayName("sentiments are counted for each product")
  void sentimentsAreCounted() {
    post(GOOD);
    post(Map.of("product", "Kettle", "text", "Excellent quality, I love it, works great"));
    post(Map.of("product", "Lamp", "text", "Terrible quality, it broke after a week"));

    assertThat(
            client
                .get()
                .uri("/api/sentiment")
                .exchange()
                .expectBody(SentimentCount[].class)
                .returnResult()
                .getResponseBody())
        .containsExactly(
            new SentimentCount("Kettle", "POSITIVE", 2), new SentimentCount("Lamp", "NEGATIVE", 1));
  }

  @Test
  @DisplayName("what is no review is refused before a model is asked")
  void aBadReviewCostsNothing() {
    for (Map<String, String> bad :
        List.of(
            Map.of("product", "Kettle"),
            Map.of("product", "Kettle", "text", " "),
            Map.of("product", "Kettle", "text", "x".repeat(1001)))) {
      post(bad).expectStatus().isBadRequest();
    }

    assertThat(models.comprehendInputs()).isZero();
    assertThat(stored()).isZero();
  }

  @Test
  @DisplayName("F83: when Comprehend fails nothing is stored, and the next review is scored")
  void comprehendFails() {
    models.sentiment(
        (text, language) -> {
          throw new IllegalStateException("out of order");
        });
    post(GOOD)
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("The review could not be scored; try again later.");
    assertThat(stored()).isZero();

    models.sentiment(new SentimentModel());
    post(GOOD).expectStatus().isCreated();
  }

  @Test
  @DisplayName("everything that the page loads is served by the service itself")
  void thePageIsComplete() {
    String page = body("/");
    List<String> parts =
        Pattern.compile("(?:src|href)=\"([^\":]+)\"")
            .matcher(page)
            .results()
            .map(part -> part.group(1))
            .toList();

    assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(body("/" + part)).isNotEmpty());
  }

  private String body(String path) {
    return client
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
