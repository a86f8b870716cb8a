package org.auroraml.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Types are read as CREATE FUNCTION writes them and as the catalogue prints them")
class SqlTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REAL | DOUBLE",
        "double precision | DOUBLE",
        "float(30) | DOUBLE",
        "FLOAT(7,4) | FLOAT",
        "int(11) unsigned | INT UNSIGNED",
        "INTEGER | INT",
        "middleint | MEDIUMINT",
        "bool | TINYINT",
        "dec(12,4) | DECIMAL(12,4)",
        "NUMERIC | DECIMAL(10,0)",
        "decimal(5) zerofill | DECIMAL(5,0) UNSIGNED",
        "varchar(5) CHARSET utf8mb4 COLLATE utf8mb4_bin | VARCHAR(5)",
        "national varchar (7) | VARCHAR(7)",
        "char varying(3) | VARCHAR(3)",
        "mediumtext | TEXT",
        "timestamp(3) | DATETIME(3)",
        "bit(3) | OTHER",
        "json | OTHER",
        "varbinary(4) | OTHER",
      })
  void parses(String text, String sql) {
    assertThat(SqlType.parse(text).sql()).isEqualTo(sql);
  }
}
