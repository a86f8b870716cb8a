package org.auroraml.jdbc.export;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.OutfileValues;

/**
 * What INTO OUTFILE makes of a column, by its metadata. Two differences to the server's own file
 * can't be mended from here, since the text protocol has lost the digits or the metadata say the
 * same: a FLOAT that comes from COALESCE, IFNULL, GREATEST, LEAST or CASE, which the server writes
 * with the 17 digits of a DOUBLE, and the 17th digit of a DOUBLE expression that the server has put
 * into a temporary table.
 */
final class OutfileColumn {

  /** What FLOAT and DOUBLE have at most in a file. */
  private static final int FLOAT_WIDTH = 12;

  private static final int DOUBLE_COLUMN_WIDTH = 24;

  private static final int DOUBLE_EXPRESSION_WIDTH = 22;

  /** The length in the metadata of a DOUBLE that is a column; expressions have 23. */
  private static final int DOUBLE_COLUMN_LENGTH = 22;

  private static final int BINARY_COLLATION = 63;

  private static final Set<String> EAST_ASIAN =
      Set.of("big5", "cp932", "eucjpms", "euckr", "gb18030", "gb2312", "gbk", "sjis", "ujis");

  private OutfileColumn() {}

  /** Whether it is one of numbers: BIT and YEAR are, temporal types are not. */
  static boolean isNumber(Field field) {
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_DECIMAL,
          MysqlType.FIELD_TYPE_NEWDECIMAL,
          MysqlType.FIELD_TYPE_TINY,
          MysqlType.FIELD_TYPE_SHORT,
          MysqlType.FIELD_TYPE_INT24,
          MysqlType.FIELD_TYPE_LONG,
          MysqlType.FIELD_TYPE_LONGLONG,
          MysqlType.FIELD_TYPE_FLOAT,
          MysqlType.FIELD_TYPE_DOUBLE,
          MysqlType.FIELD_TYPE_YEAR,
          MysqlType.FIELD_TYPE_BIT ->
          true;
      default -> false;
    };
  }

  /** How its values in a file differ from those of the text protocol, if they do. */
  static Optional<UnaryOperator<byte[]>> change(Field field, Optional<String> characterSet)
      throws SQLException {
    int type = field.getMysqlTypeId();
    boolean zeroFill = field.isZeroFill();
    if (type == MysqlType.FIELD_TYPE_FLOAT && field.getDecimals() == 0) {
      return Optional.of(value -> OutfileValues.number(value, FLOAT_WIDTH, zeroFill));
    } else if (type == MysqlType.FIELD_TYPE_DOUBLE && field.getDecimals() == 0) {
      int width =
          field.getLength() == DOUBLE_COLUMN_LENGTH ? DOUBLE_COLUMN_WIDTH : DOUBLE_EXPRESSION_WIDTH;
      return Optional.of(value -> OutfileValues.number(value, width, zeroFill));
    }
    boolean binary =
        type == MysqlType.FIELD_TYPE_BIT
            || type == MysqlType.FIELD_TYPE_GEOMETRY
            || (field.getCollationIndex() == BINARY_COLLATION && hasCharacters(type));
    return binary && characterSet.isPresent()
        ? binary(field, characterSet.get())
        : Optional.empty();
  }

  private static boolean hasCharacters(int type) {
    return switch (type) {
      case MysqlType.FIELD_TYPE_STRING,
          MysqlType.FIELD_TYPE_VAR_STRING,
          MysqlType.FIELD_TYPE_VARCHAR,
          MysqlType.FIELD_TYPE_TINY_BLOB,
          MysqlType.FIELD_TYPE_BLOB,
          MysqlType.FIELD_TYPE_MEDIUM_BLOB,
          MysqlType.FIELD_TYPE_LONG_BLOB ->
          true;
      default -> false;
    };
  }

  private static Optional<UnaryOperator<byte[]>> binary(Field field, String characterSet)
      throws SQLException {
    if (EAST_ASIAN.contains(characterSet)) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … CHARACTER SET "
              + characterSet
              + " is not supported for binary columns like "
              + field.getColumnLabel()
              + ", since the server would cut their values; use HEX(), TO_BASE64() or no CHARACTER SET.");
    }
    return switch (characterSet) {
      case "utf8mb4" -> Optional.of(value -> OutfileValues.cutAtMalformed(value, 4));
      case "utf8mb3", "utf8" -> Optional.of(value -> OutfileValues.cutAtMalformed(value, 3));
      case "ascii" -> Optional.of(value -> OutfileValues.cutAtMalformed(value, 1));
      default -> Optional.empty();
    };
  }
}
