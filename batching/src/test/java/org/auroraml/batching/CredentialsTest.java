package org.auroraml.batching;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.auroraml.batching.StandIn.assumeRole;
import static org.auroraml.batching.StandIn.assumed;
import static org.auroraml.batching.StandIn.echo;
import static org.auroraml.batching.StandIn.error;
import static org.auroraml.batching.StandIn.invocation;
import static org.auroraml.batching.StandIn.moods;
import static org.auroraml.batching.StandIn.sentiment;
import static org.auroraml.batching.Statements.numbers;
import static org.auroraml.batching.Statements.ofNumbers;
import static org.auroraml.batching.Statements.values;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.auroraml.batching.ModelException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Features F42, F43: as whom the services are called, and in which Region. */
class CredentialsTest {
  private static final Model ONE_ROW = new Model.SageMaker("e", 1);
  private static final String ROLE = "arn:aws:iam::123456789012:role/ml";

  private final StandIn aws = new StandIn();

  @AfterEach
  void close() {
    aws.close();
  }

  private static Instant inAnHour() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  /** The access key that each request of a service was signed with, oldest first. */
  private List<String> keys(String service) {
    return aws.requests().stream()
        .map(CredentialsTest::authorization)
        .filter(header -> header.contains("/" + service + "/"))
        .map(header -> header.replaceAll(".*Credential=([^/]*)/.*", "$1"))
        .toList();
  }

  private static String authorization(LoggedRequest request) {
    return request.getHeader("Authorization");
  }

  @Test
  @DisplayName("F42: a service is called as the role given for it, which is assumed once")
  void role() throws Exception {
    aws.stub(assumeRole().willReturn(assumed("ROLE", inAnHour())));
    aws.stub(invocation().willReturn(echo()));
    aws.stub(sentiment().willReturn(moods()));
    try (Evaluator evaluator =
        new Evaluator(aws.settings().role(AwsService.SAGEMAKER, ROLE).build())) {
      for (int i = 0; i < 3; i++) {
        try (Evaluation evaluation = evaluator.open()) {
          assertThat(values(evaluation.evaluate(ONE_ROW, numbers(20)))).isEqualTo(ofNumbers(20));
          evaluation.evaluate(new Model.Sentiment(25), List.of(ModelInput.of("a", "en")));
        }
      }
      assertThat(evaluator.counters()).isEqualTo(new Counters(63, 63, 63, 63, 0, 3, 0));
    }

    assertThat(keys("sts")).containsExactly("test");
    assertThat(keys("sagemaker")).hasSize(60).containsOnly("ROLE");
    assertThat(keys("comprehend")).hasSize(3).containsOnly("test");
    assertThat(aws.bodies())
        .anyMatch(
            body ->
                body.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fml")
                    && body.contains("RoleSessionName=auroraml-jdbc"));
  }

  @Test
  @DisplayName("F42: services with the same role share its credentials")
  void sharedRole() throws Exception {
    aws.stub(assumeRole().willReturn(assumed("ROLE", inAnHour())));
    aws.stub(invocation().willReturn(echo()));
    aws.stub(sentiment().willReturn(moods()));
    try (Evaluator evaluator =
            new Evaluator(
                aws.settings()
                    .role(AwsService.SAGEMAKER, ROLE)
                    .role(AwsService.COMPREHEND, ROLE)
                    .build());
        Evaluation evaluation = evaluator.open()) {
      evaluation.evaluate(ONE_ROW, numbers(1));
      evaluation.evaluate(new Model.Sentiment(25), List.of(ModelInput.of("a", "en")));
    }

    assertThat(keys("sts")).hasSize(1);
    assertThat(keys("comprehend")).containsExactly("ROLE");
  }

  @Test
  @DisplayName("F42: credentials that are about to expire are fetched anew in mid-statement")
  void expiring() throws Exception {
    aws.stubInTurn(
        assumeRole(),
        assumed("FIRST", Instant.now().plusSeconds(20)),
        assumed("SECOND", inAnHour()));
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator =
            new Evaluator(aws.settings().concurrency(1).role(AwsService.SAGEMAKER, ROLE).build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(values(evaluation.evaluate(ONE_ROW, numbers(5)))).isEqualTo(ofNumbers(5));
      assertThat(evaluator.counters()).isEqualTo(new Counters(5, 5, 5, 5, 0, 0, 0));
    }

    assertThat(keys("sagemaker")).containsExactly("FIRST", "SECOND", "SECOND", "SECOND", "SECOND");
    assertThat(keys("sts")).hasSize(2);
  }

  @Test
  @DisplayName(
      "F42, F81: credentials that AWS finds expired are fetched anew, and the call repeated")
  void expired() throws Exception {
    aws.stubInTurn(assumeRole(), assumed("FIRST", inAnHour()), assumed("SECOND", inAnHour()));
    aws.stubInTurn(
        invocation(), echo(), error(400, "ExpiredTokenException", "The token has expired"), echo());
    try (Evaluator evaluator =
            new Evaluator(aws.settings().concurrency(1).role(AwsService.SAGEMAKER, ROLE).build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(values(evaluation.evaluate(ONE_ROW, numbers(3)))).isEqualTo(ofNumbers(3));
      assertThat(evaluator.counters()).isEqualTo(new Counters(3, 3, 4, 3, 0, 0, 1));
    }

    assertThat(keys("sagemaker")).containsExactly("FIRST", "FIRST", "SECOND", "SECOND");
  }

  @Test
  @DisplayName("F81: credentials that stay expired fail the statement at the second request")
  void expiredForGood() {
    aws.stub(invocation().willReturn(error(400, "ExpiredTokenException", "has expired")));
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      ModelException thrown =
          catchThrowableOfType(
              ModelException.class, () -> evaluation.evaluate(ONE_ROW, numbers(1)));

      assertThat(thrown.kind()).isEqualTo(Kind.CREDENTIALS);
      assertThat(thrown).hasMessageContaining("ExpiredTokenException");
      assertThat(aws.requests()).hasSize(2);
    }
  }

  @Test
  @DisplayName("F42: a role that may not be assumed is named, with the permission it takes")
  void forbiddenRole() {
    aws.stub(
        assumeRole()
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        """
                        <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
                        <Message>not authorized to perform: sts:AssumeRole</Message></Error>
                        <RequestId>r-1</RequestId></ErrorResponse>
                        """)));
    try (Evaluator evaluator =
            new Evaluator(aws.settings().role(AwsService.SAGEMAKER, ROLE).build());
        Evaluation evaluation = evaluator.open()) {
      ModelException thrown =
          catchThrowableOfType(
              ModelException.class, () -> evaluation.evaluate(ONE_ROW, numbers(1)));

      assertThat(thrown.kind()).isEqualTo(Kind.CREDENTIALS);
      assertThat(thrown)
          .hasMessageContaining("the role " + ROLE + " could not be assumed")
          .hasMessageContaining("sts:AssumeRole");
      assertThat(keys("sagemaker")).isEmpty();
      assertThat(evaluator.counters().actualRequests()).isZero();
    }
  }

  @Test
  @DisplayName("F42, F81: STS that is down for a moment is asked again")
  void stsDown() throws Exception {
    aws.stubInTurn(
        assumeRole(), aResponse().withStatus(503), StandIn.reset(), assumed("ROLE", inAnHour()));
    aws.stub(invocation().willReturn(echo()));
    try (Evaluator evaluator =
            new Evaluator(aws.settings().role(AwsService.SAGEMAKER, ROLE).build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(evaluation.evaluate(ONE_ROW, numbers(1))).hasSize(1);
    }
    assertThat(keys("sts")).hasSize(3);
    assertThat(keys("sagemaker")).containsExactly("ROLE");
  }

  /** A provider that an application might bring. */
  public static final class Created implements AwsCredentialsProvider {
    private Created() {}

    public static Created create() {
      return new Created();
    }

    @Override
    public AwsCredentials resolveCredentials() {
      return AwsBasicCredentials.create("CREATED", "secret");
    }
  }

  /** Another one, without a static create(). */
  public static final class Constructed implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
      return AwsBasicCredentials.create("CONSTRUCTED", "secret");
    }
  }

  @ParameterizedTest
  @CsvSource({"Created, CREATED", "Constructed, CONSTRUCTED"})
  @DisplayName("F42: an application's own provider is used by its class name")
  void ownProvider(String name, String key) throws Exception {
    aws.stub(invocation().willReturn(echo()));
    String className = CredentialsTest.class.getName() + "$" + name;
    try (Evaluator evaluator =
            new Evaluator(aws.settings().credentialsProvider(className).build());
        Evaluation evaluation = evaluator.open()) {
      evaluation.evaluate(ONE_ROW, numbers(2));
    }
    assertThat(keys("sagemaker")).containsExactly(key, key);
  }

  @ParameterizedTest
  @CsvSource({
    "no.such.Provider, there is no such class",
    "java.lang.Object, it is no AwsCredentialsProvider",
    "java.lang.Math, it has neither"
  })
  @DisplayName("F42: a provider that can't be used is told by its name, before a request")
  void unusableProvider(String className, String why) {
    try (Evaluator evaluator =
            new Evaluator(aws.settings().credentialsProvider(className).build());
        Evaluation evaluation = evaluator.open()) {
      assertThatThrownBy(() -> evaluation.evaluate(ONE_ROW, numbers(1)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("the credentials provider " + className + " can't be used: " + why)
          .hasMessageContaining("awsCredentialsProvider");
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("F43: an endpoint or a model of another Region is refused before a request")
  void foreignRegion() {
    URI foreign = URI.create("https://runtime.sagemaker.us-west-2.amazonaws.com");
    try (Evaluator evaluator =
            new Evaluator(aws.settings().endpointUrl(AwsService.SAGEMAKER, foreign).build());
        Evaluation evaluation = evaluator.open()) {
      for (Model model : List.of(ONE_ROW, bedrock("us-west-2"))) {
        assertThatThrownBy(() -> evaluation.evaluate(model, numbers(1)))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("is of Region us-west-2, and awsRegion is eu-west-1")
            .hasMessageContaining("allowForeignRegion");
      }
    }
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  @DisplayName("F43: it is called where allowForeignRegion says so; one's own Region always is")
  void allowedRegion() throws Exception {
    aws.stub(
        com.github.tomakehurst.wiremock.client.WireMock.post(
                com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
            .willReturn(echo()));
    try (Evaluator evaluator = new Evaluator(aws.settings().allowForeignRegion(true).build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(evaluation.evaluate(bedrock("us-west-2"), numbers(1))).hasSize(1);
    }
    try (Evaluator evaluator = new Evaluator(aws.settings().build());
        Evaluation evaluation = evaluator.open()) {
      assertThat(evaluation.evaluate(bedrock("eu-west-1"), numbers(1))).hasSize(1);
    }
  }

  private static Model bedrock(String region) {
    return new Model.Bedrock(
        "arn:aws:bedrock:" + region + ":1:inference-profile/p",
        "text/plain",
        "text/plain",
        java.util.Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "https://runtime.sagemaker.us-west-2.amazonaws.com, us-west-2",
    "https://vpce-0a1-b2-us-gov-west-1a.runtime.sagemaker.us-gov-west-1.vpce.amazonaws.com, us-gov-west-1",
    "https://comprehend.cn-north-1.amazonaws.com.cn, cn-north-1",
    "https://bedrock-runtime.eu-central-1.api.aws:443/x, eu-central-1",
    "https://us-west-2.example.com,",
    "http://localhost:8080/invocations,",
    "https://sts.amazonaws.com,"
  })
  @DisplayName("F43: the Region in the host names of AWS")
  void regionOfUrl(URI url, String region) {
    assertThat(Regions.ofEndpoint(url).orElse(null)).isEqualTo(region);
  }
}
