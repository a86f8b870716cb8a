package org.auroraml.jdbc.forwarding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Reads a parameter's stream or reader once and gives it out, from its beginning, any number of
 * times. Null stays null. A negative length means to the end, as it does in Connector/J; a stream
 * that ends before its length is taken as it is, for the target to judge.
 */
final class Buffering {

  private static final long TO_THE_END = -1;

  private Buffering() {}

  static Supplier<InputStream> stream(int parameterIndex, InputStream stream) throws SQLException {
    return stream(parameterIndex, stream, TO_THE_END);
  }

  static Supplier<InputStream> stream(int parameterIndex, InputStream stream, long length)
      throws SQLException {
    if (stream == null) {
      return () -> null;
    }
    try {
      byte[] bytes = stream.readNBytes(atMost(length));
      return () -> new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw unreadable(parameterIndex, e);
    }
  }

  static Supplier<Reader> reader(int parameterIndex, Reader reader) throws SQLException {
    return reader(parameterIndex, reader, TO_THE_END);
  }

  static Supplier<Reader> reader(int parameterIndex, Reader reader, long length)
      throws SQLException {
    if (reader == null) {
      return () -> null;
    }
    try {
      String text = read(reader, atMost(length));
      return () -> new StringReader(text);
    } catch (IOException e) {
      throw unreadable(parameterIndex, e);
    }
  }

  static Supplier<?> value(int parameterIndex, Object value) throws SQLException {
    return value(parameterIndex, value, TO_THE_END);
  }

  static Supplier<?> value(int parameterIndex, Object value, long length) throws SQLException {
    if (value instanceof InputStream stream) {
      return stream(parameterIndex, stream, length);
    }
    if (value instanceof Reader reader) {
      return reader(parameterIndex, reader, length);
    }
    return () -> value;
  }

  private static String read(Reader reader, int atMost) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[8192];
    int left = atMost;
    while (left > 0) {
      int read = reader.read(chunk, 0, Math.min(left, chunk.length));
      if (read < 0) {
        break;
      }
      text.append(chunk, 0, read);
      left -= read;
    }
    return text.toString();
  }

  private static int atMost(long length) {
    return length < 0 ? Integer.MAX_VALUE : (int) Math.min(length, Integer.MAX_VALUE);
  }

  private static SQLException unreadable(int parameterIndex, IOException cause) {
    return new SQLException(
        "The value of parameter " + parameterIndex + " could not be read", "HY000", cause);
  }
}
