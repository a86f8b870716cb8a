package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the database, and on it the stored functions that the oracle's models must equal. */
class EmbeddedMariaDbTest {
  /** What a server and Java could see differently: signs, halves, remainders, magnitudes, text. */
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0.0",
          "1",
          "-1",
          "7",
          "-7",
          "13",
          "10",
          "-10",
          "9.999999999",
          "0.1",
          "-0.1",
          "0.25",
          "2.5",
          "-2.5",
          "17",
          "1234.5",
          "-1234.5",
          "999999.99",
          "1000000",
          "-98765432.125",
          "0.30000000000000004",
          "1.7976931348623157e308",
          "-5e-324",
          "1e300",
          "1e22",
          "-3e15");

  private static final List<String> TEXTS =
      List.of("", " ", "none", "None", "a,b", "say \"so\"", "line\r\nbreak", "Größe 𝄞", "x ");

  @Test
  void servesRootOverTcpWithPrivilegesAndUtf8AndEndsOnClose() throws Exception {
    int port;
    try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
      port = database.port();
      try (Connection connection = connect(database);
          Statement statement = connection.createStatement()) {
        assertThat(value(statement, "SELECT VERSION()")).startsWith("11.4.5");
        assertThat(value(statement, "SELECT @@character_set_server")).isEqualTo("utf8mb4");
        assertThat(value(statement, "SELECT @@max_allowed_packet")).isEqualTo("67108864");
        assertThat(value(statement, "SELECT @@local_infile")).isEqualTo("1");
        statement.execute("CREATE USER someone IDENTIFIED BY 'x'");
        modelsEqualStoredFunctions(connection);
      }
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private static void modelsEqualStoredFunctions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE oracle");
      statement.execute("USE oracle");
      for (String create : OracleModels.storedFunctions()) {
        statement.execute(create);
      }
    }
    List<List<String>> numbers = new ArrayList<>(NUMBERS.stream().map(List::of).toList());
    numbers.add(Arrays.asList((String) null));
    List<List<String>> texts = new ArrayList<>(TEXTS.stream().map(List::of).toList());
    texts.add(Arrays.asList((String) null));
    List<List<String>> pairs = new ArrayList<>();
    for (List<String> x : numbers) {
      for (List<String> y : numbers) {
        pairs.add(Arrays.asList(x.get(0), y.get(0)));
      }
    }
    equal(connection, "SELECT ml_num(CAST(? AS DOUBLE))", "ml-num", numbers, true);
    equal(connection, "SELECT ml_int(CAST(? AS DOUBLE))", "ml-int", numbers, false);
    equal(connection, "SELECT ml_dec(CAST(? AS DOUBLE))", "ml-dec", numbers, false);
    equal(connection, "SELECT ml_label(CAST(? AS DOUBLE))", "ml-label", numbers, false);
    equal(connection, "SELECT ml_str(?)", "ml-str", texts, false);
    equal(connection, "SELECT ml_two(CAST(? AS DOUBLE), CAST(? AS DOUBLE))", "ml-two", pairs, true);
  }

  private static void equal(
      Connection connection,
      String sql,
      String endpoint,
      List<List<String>> inputs,
      boolean asDouble)
      throws SQLException {
    List<String> answers = OracleModels.models().get(endpoint).predict(inputs);
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < inputs.size(); i++) {
        for (int p = 0; p < inputs.get(i).size(); p++) {
          statement.setString(p + 1, inputs.get(i).get(p));
        }
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          List<List<String>> answer = Csv.parse(answers.get(i));
          String model = answer.isEmpty() ? null : answer.get(0).get(0);
          if (asDouble && model != null) {
            assertThat(Double.doubleToLongBits(result.getDouble(1)))
                .as("%s%s", endpoint, inputs.get(i))
                .isEqualTo(Double.doubleToLongBits(Double.parseDouble(model)));
          } else {
            assertThat(result.getString(1)).as("%s%s", endpoint, inputs.get(i)).isEqualTo(model);
          }
        }
      }
    }
  }

  private static Connection connect(EmbeddedMariaDb database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://%s:%d/?user=root".formatted(database.host(), database.port()));
  }

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
