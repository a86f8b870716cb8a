package org.auroraml.jdbc.stream;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The text that the server would send in place of a value of the binary protocol. It is not asked
 * to make texts itself: CONVERT gives a DOUBLE no more than 22 characters.
 */
final class ServerText {
  private ServerText() {}

  /**
   * The text's bytes.
   *
   * @param sent the value's; null for NULL
   */
  static byte[] of(Field field, byte[] sent) {
    if (sent == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(sent).order(ByteOrder.LITTLE_ENDIAN);
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_DOUBLE -> ascii(NumberText.of(bytes.getDouble()));
      case MysqlType.FIELD_TYPE_FLOAT -> ascii(NumberText.of(bytes.getFloat()));
      case MysqlType.FIELD_TYPE_TINY,
          MysqlType.FIELD_TYPE_SHORT,
          MysqlType.FIELD_TYPE_YEAR,
          MysqlType.FIELD_TYPE_INT24,
          MysqlType.FIELD_TYPE_LONG,
          MysqlType.FIELD_TYPE_LONGLONG ->
          ascii(integer(sent, field.isUnsigned()));
      default -> sent;
    };
  }

  private static String integer(byte[] sent, boolean unsigned) {
    long number = unsigned || sent[sent.length - 1] >= 0 ? 0 : -1;
    for (int i = sent.length - 1; i >= 0; i--) {
      number = number << Byte.SIZE | (sent[i] & 0xFF);
    }
    return unsigned ? Long.toUnsignedString(number) : Long.toString(number);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
