package org.auroraml.test.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.auroraml.stand.SentimentModel;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F96: who evaluates on a server that has the functions itself. A stored function stands for
 * Aurora's own, and {@link AuroraVariables} for its variables; Aurora itself was not tried.
 */
class NativeMlTest {
  private static final String SENTIMENT =
      "SELECT aws_comprehend_detect_sentiment('I love it, excellent quality', 'en')";

  private static final String CREATE =
      "CREATE FUNCTION f(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
          + " ENDPOINT NAME 'ml-num'";

  private MlDatabase database;

  @BeforeEach
  void start() throws SQLException {
    database = MlDatabase.create();
    database.models().sentiment(new SentimentModel());
    database.execute(
        "CREATE FUNCTION aws_comprehend_detect_sentiment(t TEXT, l VARCHAR(16))"
            + " RETURNS VARCHAR(8) DETERMINISTIC NO SQL RETURN 'SERVER'");
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "auto, none, POSITIVE",
    "auto, empty, POSITIVE",
    "auto, role, SERVER",
    "driver, role, POSITIVE",
    "server, none, SERVER",
    "SERVER, role, SERVER",
  })
  @DisplayName("auto: the server where it has a role for a service, else the driver")
  void evaluates(String nativeMl, String variables, String sentiment) throws SQLException {
    try (Connection connection =
        database.connect("nativeMl=" + nativeMl, AuroraVariables.setting(variables))) {
      assertThat(MlDatabase.rows(connection, SENTIMENT)).containsExactly(sentiment);
      assertThat(database.models().comprehendInputs())
          .isEqualTo(sentiment.equals("SERVER") ? 0 : 1);
    }
  }

  @Test
  @DisplayName("where the server evaluates, every text reaches it as it is, CREATE FUNCTION too")
  void untouched() throws SQLException {
    try (Connection connection =
        database.connect("nativeMl=auto", AuroraVariables.setting("role"))) {
      AuroraVariables.SEEN.clear();

      assertThatThrownBy(() -> MlDatabase.execute(connection, CREATE))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("errorCode", 1064);
      MlDatabase.rows(connection, "SHOW STATUS LIKE 'Aurora_ml%'");
      MlDatabase.rows(connection, SENTIMENT);

      assertThat(AuroraVariables.SEEN)
          .containsExactly(CREATE, "SHOW STATUS LIKE 'Aurora_ml%'", SENTIMENT);
    }
  }

  @Test
  @DisplayName("a statement without ML calls costs no query of ours, whoever evaluates")
  void costsNothing() throws SQLException {
    for (String nativeMl : new String[] {"auto", "driver", "server"}) {
      try (Connection connection =
          database.connect("nativeMl=" + nativeMl, AuroraVariables.setting("none"))) {
        AuroraVariables.SEEN.clear();

        MlDatabase.rows(connection, "SELECT 1");

        assertThat(AuroraVariables.SEEN).containsExactly("SELECT 1");
      }
    }
  }
}
