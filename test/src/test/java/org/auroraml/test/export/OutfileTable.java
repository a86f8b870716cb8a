package org.auroraml.test.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A table of every column type with whatever is hard to write to a file. */
final class OutfileTable {

  /** How values of a column are made. */
  private enum Values {
    INTEGER,
    BIG,
    BIT,
    DECIMAL,
    DOUBLE,
    TEMPORAL,
    TEXT,
    LATIN1,
    GBK,
    BYTES,
    ENUM,
    JSON,
    POINT
  }

  private record Column(String name, String type, Values values) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("ti", "TINYINT", Values.INTEGER),
          new Column("bo", "BOOLEAN", Values.BIT),
          new Column("si", "SMALLINT", Values.INTEGER),
          new Column("mi", "MEDIUMINT", Values.INTEGER),
          new Column("iz", "INT UNSIGNED ZEROFILL", Values.BIT),
          new Column("bi", "BIGINT", Values.BIG),
          new Column("de", "DECIMAL(20,5)", Values.DECIMAL),
          new Column("fl", "FLOAT", Values.DOUBLE),
          new Column("do_", "DOUBLE", Values.DOUBLE),
          new Column("fd", "FLOAT(10,3)", Values.DECIMAL),
          new Column("da", "DATE", Values.TEMPORAL),
          new Column("tm", "TIME(3)", Values.TEMPORAL),
          new Column("dt", "DATETIME(6)", Values.TEMPORAL),
          new Column("ts", "TIMESTAMP NULL", Values.TEMPORAL),
          new Column("ye", "YEAR", Values.TEMPORAL),
          new Column("ch", "CHAR(10) CHARACTER SET utf8mb4", Values.TEXT),
          new Column("vc", "VARCHAR(100) CHARACTER SET utf8mb4", Values.TEXT),
          new Column("tt", "TINYTEXT CHARACTER SET utf8mb4", Values.TEXT),
          new Column("mt", "MEDIUMTEXT CHARACTER SET utf8mb4", Values.TEXT),
          new Column("vl", "VARCHAR(100) CHARACTER SET latin1", Values.LATIN1),
          new Column("lt", "LONGTEXT CHARACTER SET latin1", Values.LATIN1),
          new Column("vg", "VARCHAR(100) CHARACTER SET gbk", Values.GBK),
          new Column("en", "ENUM('é','b','') CHARACTER SET latin1", Values.ENUM),
          new Column("se", "SET('é','b') CHARACTER SET utf8mb4", Values.ENUM),
          new Column("js", "JSON", Values.JSON),
          new Column("b1", "BIT(1)", Values.BIT),
          new Column("b20", "BIT(20)", Values.BIT),
          new Column("bn", "BINARY(5)", Values.BYTES),
          new Column("vb", "VARBINARY(100)", Values.BYTES),
          new Column("tb", "TINYBLOB", Values.BYTES),
          new Column("bl", "BLOB", Values.BYTES),
          new Column("mb", "MEDIUMBLOB", Values.BYTES),
          new Column("lb", "LONGBLOB", Values.BYTES),
          new Column("pt", "POINT", Values.POINT));

  private static final String SPECIAL = "\"'\\,;|nNb12e-.0Zrt! \t\n\r\0\u001a";

  private final Random random;

  OutfileTable(Random random) {
    this.random = random;
  }

  /** Makes a table with a key {@code id}. */
  void create(Connection connection, String name, int rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          COLUMNS.stream()
              .map(column -> column.name + " " + column.type)
              .collect(
                  Collectors.joining(
                      ", ", "CREATE TABLE " + name + " (id INT PRIMARY KEY, ", ")")));
    }
    String values =
        COLUMNS.stream()
            .map(column -> column.values == Values.POINT ? "ST_GeomFromText(?)" : "?")
            .collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (?, " + values + ")")) {
      for (int row = 0; row < rows; row++) {
        insert.setInt(1, row);
        for (int i = 0; i < COLUMNS.size(); i++) {
          // The first row has NULL in all columns.
          boolean isNull = row == 0 || random.nextInt(8) == 0;
          insert.setObject(i + 2, isNull ? null : value(COLUMNS.get(i)));
        }
        insert.executeUpdate();
      }
    }
  }

  /** The columns, with binary ones or without. */
  static String columns(boolean binary) {
    return COLUMNS.stream()
        .filter(column -> binary || !isBinary(column))
        .map(Column::name)
        .collect(Collectors.joining(", "));
  }

  private static boolean isBinary(Column column) {
    return column.values == Values.BYTES
        || column.values == Values.POINT
        || column.type.startsWith("BIT");
  }

  private Object value(Column column) {
    return switch (column.values) {
      case INTEGER -> random.nextInt(256) - 128;
      case BIG -> random.nextLong();
      case BIT -> random.nextInt(2);
      case DECIMAL -> random.nextInt() / 1000.0;
      case DOUBLE -> number();
      case TEMPORAL -> temporal(column.type);
      case TEXT -> text("é€中😀乗\u007f");
      case LATIN1 -> text("é€ÿ");
      case GBK -> text("é中乗乣");
      case BYTES -> bytes();
      case ENUM -> random.nextBoolean() ? "b" : "é";
      case JSON -> "{\"a\": [1, \"é\\n\\\"😀\", null]}";
      case POINT -> "POINT(" + random.nextInt(9) + " " + random.nextInt(9) + ")";
    };
  }

  private double number() {
    double digits = random.nextBoolean() ? random.nextGaussian() : random.nextInt(100);
    return digits * Math.pow(10, random.nextInt(72) - 36);
  }

  private String temporal(String type) {
    return switch (type.substring(0, 4)) {
      case "DATE" -> type.equals("DATE") ? "2024-02-29" : "1999-12-31 23:59:59.00012" + digit();
      case "TIME" ->
          type.startsWith("TIME(") ? "-12:34:56.07" + digit() : "2001-02-03 04:05:0" + digit();
      default -> "202" + digit();
    };
  }

  private int digit() {
    return random.nextInt(10);
  }

  private String text(String others) {
    StringBuilder text = new StringBuilder();
    int[] characters = others.codePoints().toArray();
    for (int i = random.nextInt(11); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(0x80));
        case 1 -> text.appendCodePoint(characters[random.nextInt(characters.length)]);
        default -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
      }
    }
    // CHAR drops spaces at the end, which is none of our business.
    return text.length() > 10 ? text.substring(0, text.offsetByCodePoints(0, 5)) : text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte)
              (random.nextInt(3) == 0
                  ? random.nextInt(256)
                  : SPECIAL.charAt(random.nextInt(SPECIAL.length())));
    }
    return bytes;
  }
}
