package org.auroraml.test.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A script for the oracle's report is cut as the mysql client cuts it. */
class SqlScriptTest {

  @Test
  @DisplayName("at semicolons, but not at those in strings, names and comments")
  void semicolons() {
    assertThat(
            SqlScript.statements(
                "SELECT 'a;''b\\';', \"c;\", `d;`;\n-- e;\nSELECT /* f; */ 2 # g;\n; SELECT 3"))
        .containsExactly(
            "SELECT 'a;''b\\';', \"c;\", `d;`", "-- e;\nSELECT /* f; */ 2 # g;", "SELECT 3");
  }

  @Test
  @DisplayName("at what DELIMITER says, from there on")
  void delimiter() {
    assertThat(
            SqlScript.statements(
                "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\ndelimiter ;\nSELECT 2;"))
        .containsExactly("CREATE PROCEDURE p() BEGIN SELECT 1; END", "SELECT 2");
  }

  @Test
  @DisplayName("comments alone are no statement, those of a version are")
  void comments() {
    assertThat(SqlScript.statements("-- nothing\n/* here */;\n/*!40101 SET NAMES utf8mb4 */;\n#"))
        .containsExactly("/*!40101 SET NAMES utf8mb4 */");
  }
}
