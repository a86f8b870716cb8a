package org.auroraml.jdbc.stream;

import com.mysql.cj.MysqlType;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.a.NativeProtocol;
import com.mysql.cj.result.Field;
import com.mysql.cj.util.LazyString;
import org.auroraml.jdbc.type.SqlType;

/**
 * Describes a column of a function's values. The server has described a NULL of the function's
 * type, which it does well but in two cases: through a cursor an INT becomes a BIGINT, a FLOAT a
 * DOUBLE and a long VARCHAR a TEXT, since MySQL keeps rows for cursors in a temporary table; and
 * what only a length of 1 tells, that a TINYINT is a BOOLEAN, it does not say of expressions.
 */
final class FunctionColumn {
  /** Bytes of a character in a length that the server gives for utf8mb4. */
  private static final int CHARACTER_BYTES = 4;

  private FunctionColumn() {}

  /**
   * The column as it is of a function.
   *
   * @param sent as the server describes it
   * @param returns the function's type
   * @param properties Connector/J's, which decide what a column of one bit is
   */
  static Field of(Field sent, SqlType returns, PropertySet properties) {
    int type = type(returns, sent.getMysqlTypeId());
    boolean isBoolean = returns.base() == SqlType.Base.TINYINT && returns.length().orElse(0) == 1;
    if (type == sent.getMysqlTypeId() && !isBoolean) {
      return sent;
    }
    LazyString table = new LazyString(sent.getTableName());
    LazyString originalTable = new LazyString(sent.getOriginalTableName());
    long length = length(returns, sent.getLength());
    return new Field(
        new LazyString(sent.getDatabaseName()),
        table,
        originalTable,
        new LazyString(sent.getColumnLabel()),
        new LazyString(sent.getOriginalName()),
        length,
        type,
        sent.getFlags(),
        sent.getDecimals(),
        sent.getCollationIndex(),
        sent.getEncoding(),
        NativeProtocol.findMysqlType(
            properties,
            type,
            sent.getFlags(),
            length,
            table,
            originalTable,
            sent.getCollationIndex(),
            sent.getEncoding()));
  }

  private static int type(SqlType returns, int otherwise) {
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

  /** The width with which the servers describe a type (manual, section 11.1.6). */
  private static long length(SqlType returns, long otherwise) {
    int signed = returns.unsigned() ? 0 : 1;
    return switch (returns.base()) {
      case TINYINT -> returns.length().orElse(3 + signed);
      case SMALLINT -> returns.length().orElse(5 + signed);
      case MEDIUMINT -> returns.length().orElse(8 + signed);
      case INT -> returns.length().orElse(10 + signed);
      case BIGINT -> returns.length().orElse(20);
      case FLOAT -> 12;
      case VARCHAR -> (long) CHARACTER_BYTES * returns.length().orElse(0);
      default -> otherwise;
    };
  }
}
