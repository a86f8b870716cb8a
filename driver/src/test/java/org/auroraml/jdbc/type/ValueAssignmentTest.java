package org.auroraml.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F30, F6: a model's text becomes the type after RETURNS by MySQL's assignment rules")
class ValueAssignmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | 2.5 | 3",
        "INT | -2.5 | -3",
        "INT | 1e3 | 1000",
        "INT | -2147483648.4 | -2147483648",
        "TINYINT UNSIGNED | 255.4 | 255",
        "BIGINT UNSIGNED | 18446744073709551615 | 18446744073709551615",
        "DECIMAL(12,4) | 0.02 | 0.0200",
        "DECIMAL(12,4) | 1.00005 | 1.0001",
        "DECIMAL(3,1) | -99.94 | -99.9",
        "DOUBLE | 0.1 | 0.1",
        "DOUBLE | 1e-400 | 0.0",
        "FLOAT | 0.1 | 0.1",
        "VARCHAR(8) | POSITIVE | POSITIVE",
        "VARCHAR(2) | 😀x | 😀x",
      })
  void assigns(String type, String answer, String value) throws SQLException {
    assertThat(ValueAssignment.assign(SqlType.parse(type), answer, "f")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | 2147483647.5 | 1264",
        "TINYINT | 128 | 1264",
        "INT UNSIGNED | -1 | 1264",
        "BIGINT | 9223372036854775808 | 1264",
        "INT | 1e99999 | 1264",
        "DECIMAL(3,1) | 99.95 | 1264",
        "FLOAT | 1e39 | 1264",
        "DOUBLE | 1e309 | 1264",
        "DOUBLE UNSIGNED | -0.5 | 1264",
        "INT | POSITIVE | 1366",
        "DOUBLE | '' | 1366",
        "DOUBLE | 1e999999999 | 1366",
        "VARCHAR(3) | POSITIVE | 1406",
      })
  void refuses(String type, String answer, int code) {
    assertThatThrownBy(() -> ValueAssignment.assign(SqlType.parse(type), answer, "f"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code))
        .hasMessageContaining("f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | -5 | (-5)",
        "DECIMAL(3,1) | 1.5 | 1.5",
        "DOUBLE | 1.5 | 1.5E0",
        "DOUBLE | -1.0E300 | (-1.0E300)",
        "FLOAT | 0.1 | 0.10000000149011612E0",
        "VARCHAR(8) | a'é | _utf8mb4 X'6127C3A9'",
      })
  void writesLiterals(String type, String value, String literal) {
    assertThat(ValueAssignment.literal(SqlType.parse(type), Optional.of(value))).isEqualTo(literal);
  }
}
