package org.auroraml.jdbc.stream;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Values of a column as the server would send them.
 *
 * @param type the column's type
 * @param charset of its texts
 * @param binary whether rows come in the binary protocol (manual, "Binary Protocol Value")
 */
record ServerBytes(int type, Charset charset, boolean binary) {

  static ServerBytes of(Field field, boolean binary) {
    String encoding = field.getEncoding();
    return new ServerBytes(
        field.getMysqlTypeId(),
        encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding),
        binary);
  }

  /**
   * The bytes of a value.
   *
   * @param value its text; null for NULL
   */
  byte[] bytes(String value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case MysqlType.FIELD_TYPE_DOUBLE -> number(value);
      case MysqlType.FIELD_TYPE_FLOAT -> number(Float.parseFloat(value));
      case MysqlType.FIELD_TYPE_TINY -> integer(value, Byte.BYTES);
      case MysqlType.FIELD_TYPE_SHORT, MysqlType.FIELD_TYPE_YEAR -> integer(value, Short.BYTES);
      case MysqlType.FIELD_TYPE_INT24, MysqlType.FIELD_TYPE_LONG -> integer(value, Integer.BYTES);
      case MysqlType.FIELD_TYPE_LONGLONG -> integer(value, Long.BYTES);
      default -> value.getBytes(charset);
    };
  }

  private byte[] number(String value) {
    return binary
        ? little(Double.BYTES).putDouble(Double.parseDouble(value)).array()
        : ascii(NumberText.of(value));
  }

  private byte[] number(float value) {
    return binary ? little(Float.BYTES).putFloat(value).array() : ascii(NumberText.of(value));
  }

  private byte[] integer(String value, int length) {
    if (!binary) {
      return ascii(value);
    }
    long number = new BigInteger(value).longValue();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (number >> (Byte.SIZE * i));
    }
    return bytes;
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
