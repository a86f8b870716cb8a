package org.auroraml.test.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F30: every getter gives for an ML function's value what Connector/J gives for a stored
 * function's, or fails as it does; and every method of the metadata, but for what the server says
 * of a subquery.
 */
class ConversionTest {
  private static final long SEED = 20261125L;

  private static final String BUFFERED = "defaultFetchSize=0";
  private static final String CURSOR = "useCursorFetch=true&defaultFetchSize=5";
  private static final String STREAMED = "defaultFetchSize=-2147483648";
  private static final String BINARY = "useServerPrepStmts=true";

  /** Types after RETURNS by function name, with the parameter's type. */
  private static final Map<String, List<String>> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("f_tiny", List.of("DOUBLE", "TINYINT"));
    TYPES.put("f_utiny", List.of("DOUBLE", "TINYINT UNSIGNED"));
    TYPES.put("f_bool", List.of("DOUBLE", "BOOLEAN"));
    TYPES.put("f_small", List.of("DOUBLE", "SMALLINT"));
    TYPES.put("f_medium", List.of("DOUBLE", "MEDIUMINT"));
    TYPES.put("f_int", List.of("DOUBLE", "INT"));
    TYPES.put("f_uint", List.of("DOUBLE", "INT UNSIGNED"));
    TYPES.put("f_big", List.of("BIGINT", "BIGINT"));
    TYPES.put("f_ubig", List.of("BIGINT UNSIGNED", "BIGINT UNSIGNED"));
    TYPES.put("f_dec", List.of("DECIMAL(20,6)", "DECIMAL(20,6)"));
    TYPES.put("f_float", List.of("DOUBLE", "FLOAT"));
    TYPES.put("f_double", List.of("DOUBLE", "DOUBLE"));
    TYPES.put("f_char", List.of("VARCHAR(30)", "VARCHAR(30) CHARSET utf8mb4"));
    TYPES.put("f_long", List.of("VARCHAR(30)", "VARCHAR(2000) CHARSET utf8mb4"));
  }

  private MlDatabase database;

  /** A way to read a column. */
  @FunctionalInterface
  private interface Getter {
    Object get(ResultSet rows, int column) throws Exception;
  }

  private static final Map<String, Getter> GETTERS = new LinkedHashMap<>();

  static {
    GETTERS.put("getString", ResultSet::getString);
    GETTERS.put("getNString", ResultSet::getNString);
    GETTERS.put("getBoolean", ResultSet::getBoolean);
    GETTERS.put("getByte", ResultSet::getByte);
    GETTERS.put("getShort", ResultSet::getShort);
    GETTERS.put("getInt", ResultSet::getInt);
    GETTERS.put("getLong", ResultSet::getLong);
    GETTERS.put("getFloat", ResultSet::getFloat);
    GETTERS.put("getDouble", ResultSet::getDouble);
    GETTERS.put("getBigDecimal", ResultSet::getBigDecimal);
    GETTERS.put("getBytes", (rows, i) -> Arrays.toString(rows.getBytes(i)));
    GETTERS.put("getDate", ResultSet::getDate);
    GETTERS.put("getTime", ResultSet::getTime);
    GETTERS.put("getTimestamp", ResultSet::getTimestamp);
    GETTERS.put("getObject", ResultSet::getObject);
    GETTERS.put("getObject(String)", (rows, i) -> rows.getObject(i, String.class));
    GETTERS.put("getObject(Integer)", (rows, i) -> rows.getObject(i, Integer.class));
    GETTERS.put("getObject(Long)", (rows, i) -> rows.getObject(i, Long.class));
    GETTERS.put("getObject(BigInteger)", (rows, i) -> rows.getObject(i, BigInteger.class));
    GETTERS.put("getObject(BigDecimal)", (rows, i) -> rows.getObject(i, BigDecimal.class));
    GETTERS.put("getObject(Boolean)", (rows, i) -> rows.getObject(i, Boolean.class));
    GETTERS.put("getObject(LocalDate)", (rows, i) -> rows.getObject(i, LocalDate.class));
    GETTERS.put("getClob", (rows, i) -> rows.getClob(i) == null ? null : rows.getClob(i).length());
    GETTERS.put("getBlob", (rows, i) -> rows.getBlob(i) == null ? null : rows.getBlob(i).length());
    GETTERS.put("getCharacterStream", (rows, i) -> read(rows.getCharacterStream(i)));
    GETTERS.put("getBinaryStream", (rows, i) -> read(rows.getBinaryStream(i)));
    GETTERS.put("getAsciiStream", (rows, i) -> read(rows.getAsciiStream(i)));
  }

  private static String read(Reader reader) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int c = reader == null ? -1 : reader.read(); c >= 0; c = reader.read()) {
      text.append((char) c);
    }
    return text.toString();
  }

  private static String read(InputStream stream) throws Exception {
    return stream == null ? null : Arrays.toString(stream.readAllBytes());
  }

  @BeforeEach
  void load() throws SQLException {
    database = FunctionSide.createDatabase();
    database.execute(
        "CREATE TABLE v (id INT PRIMARY KEY, small DOUBLE, ub BIGINT UNSIGNED, b BIGINT,"
            + " m DECIMAL(20,6), fl DOUBLE, d DOUBLE, c VARCHAR(30)) CHARSET utf8mb4",
        "INSERT INTO v VALUES"
            + " (1, 0, 0, 0, 0, 0, 0, ''),"
            + " (2, 1, 1, -1, 0.5, 0.1, 0.1, '1'),"
            + " (3, 127, 18446744073709551615, 9223372036854775807, 99999999999999.999999,"
            + " 3.4028234e38, 1.7976931348623157e308, '-12.75'),"
            + " (4, 100, 9223372036854775808, -9223372036854775808, -12345.678901,"
            + " 1.17549435e-38, 2.2250738585072014e-308, '2024-02-03'),"
            + " (5, 7, 42, 42, 42, 16777217, 1e15, 'ünï日本😀'),"
            + " (6, 8, 43, 43, 43.1, 123456.789, 123456789012345678, 'true'),"
            + " (7, 9, 44, 44, -0.000001, 1e-5, 1e-15, '12:13:14'),"
            + " (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
            + " (9, 10, 45, 45, 1, 1e15, 1e-16, '9e99'),"
            + " (10, 11, 46, 46, 1, 9.9999995, 5e-324, 'x'),"
            + " (11, 11, 46, 46, 1, 2e14, 2e-3, '0')");
    Random random = new Random(SEED);
    StringBuilder more = new StringBuilder("INSERT INTO v VALUES ");
    for (int id = 100; id < 700; id++) {
      double anything = Double.longBitsToDouble(random.nextLong());
      double magnitude = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(36) - 17);
      double some = Double.isFinite(anything) && id % 2 == 0 ? anything : magnitude;
      more.append(id == 100 ? "(" : ",(")
          .append(id + ", " + random.nextInt(128) + ", " + random.nextInt(1000) + ", ")
          .append(random.nextLong() + ", " + BigDecimal.valueOf(random.nextInt(), 6) + ", ")
          .append(magnitude + ", " + some + ", '" + random.nextInt() + "')");
    }
    database.execute(more.toString());
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private static String query(String where) {
    return "SELECT id, f_tiny(small), f_utiny(small), f_bool(small), f_small(small),"
        + " f_medium(small), f_int(small), f_uint(small), f_big(b), f_ubig(ub), f_dec(m),"
        + " f_float(fl), f_double(d), f_char(c), f_long(c) FROM v WHERE "
        + where
        + " ORDER BY id";
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED, BINARY})
  @DisplayName("all getters")
  void getters(String settings) throws Exception {
    List<String> expected = readAll(FunctionSide.STORED, settings, GETTERS, query("id < 100"));
    List<String> actual = readAll(FunctionSide.ML, settings, GETTERS, query("id < 100"));

    assertThat(expected).hasSize(11 * 15 * GETTERS.size());
    assertThat(differences(expected, actual)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED, BINARY})
  @DisplayName("hundreds of numbers of any magnitude, in all their digits")
  void digits(String settings) throws Exception {
    String sql = "SELECT id, f_double(d), f_float(fl), f_dec(m) FROM v ORDER BY id";
    Map<String, Getter> digits = new LinkedHashMap<>(GETTERS);
    digits.keySet().retainAll(List.of("getString", "getBytes", "getObject"));
    List<String> expected = readAll(FunctionSide.STORED, settings, digits, sql);
    List<String> actual = readAll(FunctionSide.ML, settings, digits, sql);
    assertThat(differences(expected, actual)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BUFFERED, CURSOR, STREAMED, BINARY})
  @DisplayName("metadata: labels, types, classes, sizes, precision, scale, sign")
  void metadata(String settings) throws Exception {
    String sql = query("id < 3").replace("f_int(small)", "f_int(small) AS `the label`");
    List<String> expected = describe(FunctionSide.STORED, settings, sql);
    List<String> actual = describe(FunctionSide.ML, settings, sql);
    assertThat(differences(expected, actual)).isEmpty();
  }

  /** The lines that are not the same, of both sides. */
  private static List<String> differences(List<String> expected, List<String> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        differences.add("\n" + expected.get(i) + "\n" + actual.get(i));
      }
    }
    return differences;
  }

  private Connection connect(FunctionSide side, String settings) throws SQLException {
    Connection connection = side.connect(database, settings.split("&"));
    for (Map.Entry<String, List<String>> type : TYPES.entrySet()) {
      MlDatabase.execute(
          connection,
          "DROP FUNCTION IF EXISTS " + type.getKey(),
          side.definition(type.getKey(), type.getValue().get(0), type.getValue().get(1)));
    }
    return connection;
  }

  private List<String> readAll(
      FunctionSide side, String settings, Map<String, Getter> getters, String sql)
      throws Exception {
    List<String> all = new ArrayList<>();
    try (Connection connection = connect(side, settings);
        Statement statement = connection.createStatement();
        ResultSet rows =
            settings.equals(BINARY)
                ? connection.prepareStatement(sql).executeQuery()
                : statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        String row = "row " + rows.getInt(1) + " column ";
        for (int i = 1; i <= columns; i++) {
          for (Map.Entry<String, Getter> getter : getters.entrySet()) {
            all.add(row + i + " " + getter.getKey() + ": " + read(rows, i, getter.getValue()));
          }
        }
      }
    }
    return all;
  }

  private static String read(ResultSet rows, int column, Getter getter) {
    try {
      Object value = getter.get(rows, column);
      String type = value == null ? "" : " " + value.getClass().getSimpleName();
      return value + type + (rows.wasNull() ? " was NULL" : "");
    } catch (SQLException e) {
      return e.getClass().getSimpleName() + " " + e.getSQLState() + " " + e.getMessage();
    } catch (Exception e) {
      return e.getClass().getSimpleName();
    }
  }

  private List<String> describe(FunctionSide side, String settings, String sql) throws Exception {
    List<String> all = new ArrayList<>();
    try (Connection connection = connect(side, settings);
        Statement statement = connection.createStatement();
        ResultSet rows =
            settings.equals(BINARY)
                ? connection.prepareStatement(sql).executeQuery()
                : statement.executeQuery(sql)) {
      ResultSetMetaData of = rows.getMetaData();
      for (int i = 1; i <= of.getColumnCount(); i++) {
        all.add(
            of.getColumnLabel(i)
                + (" name " + of.getColumnName(i))
                + (" " + of.getColumnType(i) + " " + of.getColumnTypeName(i))
                + (" " + of.getColumnClassName(i))
                + (" precision " + of.getPrecision(i) + " scale " + of.getScale(i))
                + (" size " + of.getColumnDisplaySize(i))
                + (of.isSigned(i) ? " signed" : "")
                + (of.isNullable(i) == ResultSetMetaData.columnNoNulls ? " not null" : "")
                + (of.isCaseSensitive(i) ? " case" : "")
                + (of.isReadOnly(i) ? " read-only" : " writable")
                + (" of '" + of.getTableName(i) + "' in '" + of.getCatalogName(i) + "'")
                    .replace(database.name(), ""));
      }
    }
    return all;
  }
}
