package org.auroraml.jdbc.stream;

import com.mysql.cj.MysqlType;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.a.NativeProtocol;
import com.mysql.cj.result.Field;
import com.mysql.cj.util.LazyString;
import org.auroraml.jdbc.type.SqlType;

/**
 * Describes a column of a function's values as the server describes that of a stored function. What
 * the server was sent is a NULL of the function's type, of which it says a little else: that it is
 * binary and has no name of its own; through a cursor, for which MySQL keeps rows in a temporary
 * table, an INT is a BIGINT, a FLOAT a DOUBLE and a long VARCHAR a TEXT.
 */
final class FunctionColumn {
  /** UNSIGNED_FLAG (manual, "Column Definition Flags"). */
  private static final short UNSIGNED = 32;

  /** Bytes of a character in a length that the server gives for utf8mb4. */
  private static final int CHARACTER_BYTES = 4;

  private static final int FLOAT_LENGTH = 12;
  private static final int DOUBLE_LENGTH = 22;

  private FunctionColumn() {}

  /**
   * The column as it is of a function.
   *
   * @param sent as the server describes the NULL
   * @param returns the function's type
   * @param properties Connector/J's, which say what a column of one bit is
   */
  static Field of(Field sent, SqlType returns, PropertySet properties) {
    LazyString label = new LazyString(sent.getColumnLabel());
    LazyString table = new LazyString(sent.getTableName());
    LazyString originalTable = new LazyString(sent.getOriginalTableName());
    short flags = returns.unsigned() ? UNSIGNED : 0;
    int typeId = typeId(returns, sent.getMysqlTypeId());
    long length = length(returns, sent);
    MysqlType type =
        NativeProtocol.findMysqlType(
            properties,
            typeId,
            flags,
            length,
            table,
            originalTable,
            sent.getCollationIndex(),
            sent.getEncoding());
    return new Field(
        new LazyString(sent.getDatabaseName()),
        table,
        originalTable,
        label,
        label,
        returns.isInteger() ? type.getPrecision() : length,
        typeId,
        flags,
        returns.isText() ? 0 : sent.getDecimals(),
        sent.getCollationIndex(),
        sent.getEncoding(),
        type);
  }

  private static int typeId(SqlType returns, int otherwise) {
    return switch (returns.base()) {
      case TINYINT -> MysqlType.FIELD_TYPE_TINY;
      case SMALLINT -> MysqlType.FIELD_TYPE_SHORT;
      case MEDIUMINT -> MysqlType.FIELD_TYPE_INT24;
      case INT -> MysqlType.FIELD_TYPE_LONG;
      case BIGINT -> MysqlType.FIELD_TYPE_LONGLONG;
      case FLOAT -> MysqlType.FIELD_TYPE_FLOAT;
      case VARCHAR -> returns.length().isPresent() ? MysqlType.FIELD_TYPE_VAR_STRING : otherwise;
      default -> otherwise;
    };
  }

  private static long length(SqlType returns, Field sent) {
    return switch (returns.base()) {
      // A length of 1 makes a BOOLEAN of a TINYINT.
      case TINYINT -> returns.length().orElse(0);
      case FLOAT -> FLOAT_LENGTH;
      case DOUBLE -> DOUBLE_LENGTH;
      case VARCHAR ->
          sent.getMysqlTypeId() == MysqlType.FIELD_TYPE_VAR_STRING
              ? sent.getLength()
              : (long) CHARACTER_BYTES * returns.length().orElse(0);
      default -> sent.getLength();
    };
  }
}
