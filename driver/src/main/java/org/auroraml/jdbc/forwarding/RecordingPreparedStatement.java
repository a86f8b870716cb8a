package org.auroraml.jdbc.forwarding;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.function.Supplier;

/**
 * A {@link PreparedStatement} that passes every call on and remembers the parameters, so that their
 * values can be bound to other statements too. Streams and readers are read into memory when they
 * are set: they can be read only once, and here they are needed at least twice. Other values are
 * kept by reference, as Connector/J does until it executes.
 */
public abstract class RecordingPreparedStatement extends ForwardingPreparedStatement {

  private final ParameterBindings bindings = new ParameterBindings();

  protected RecordingPreparedStatement(PreparedStatement delegate) {
    super(delegate);
  }

  protected final ParameterBindings bindings() {
    return bindings;
  }

  @Override
  public void setNull(int parameterIndex, int sqlType) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setNull(index, sqlType));
  }

  @Override
  public void setBoolean(int parameterIndex, boolean x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setBoolean(index, x));
  }

  @Override
  public void setByte(int parameterIndex, byte x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setByte(index, x));
  }

  @Override
  public void setShort(int parameterIndex, short x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setShort(index, x));
  }

  @Override
  public void setInt(int parameterIndex, int x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setInt(index, x));
  }

  @Override
  public void setLong(int parameterIndex, long x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setLong(index, x));
  }

  @Override
  public void setFloat(int parameterIndex, float x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setFloat(index, x));
  }

  @Override
  public void setDouble(int parameterIndex, double x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setDouble(index, x));
  }

  @Override
  public void setBigDecimal(int parameterIndex, BigDecimal x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setBigDecimal(index, x));
  }

  @Override
  public void setString(int parameterIndex, String x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setString(index, x));
  }

  @Override
  public void setBytes(int parameterIndex, byte[] x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setBytes(index, x));
  }

  @Override
  public void setDate(int parameterIndex, Date x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setDate(index, x));
  }

  @Override
  public void setTime(int parameterIndex, Time x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setTime(index, x));
  }

  @Override
  public void setTimestamp(int parameterIndex, Timestamp x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setTimestamp(index, x));
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x, length);
    bind(parameterIndex, (target, index) -> target.setAsciiStream(index, stream.get(), length));
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x, length);
    bind(parameterIndex, (target, index) -> target.setUnicodeStream(index, stream.get(), length));
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream x, int length) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x, length);
    bind(parameterIndex, (target, index) -> target.setBinaryStream(index, stream.get(), length));
  }

  @Override
  public void clearParameters() throws SQLException {
    super.clearParameters();
    bindings.clear();
  }

  @Override
  public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
    Supplier<?> value = Buffering.value(parameterIndex, x);
    bind(parameterIndex, (target, index) -> target.setObject(index, value.get(), targetSqlType));
  }

  @Override
  public void setObject(int parameterIndex, Object x) throws SQLException {
    Supplier<?> value = Buffering.value(parameterIndex, x);
    bind(parameterIndex, (target, index) -> target.setObject(index, value.get()));
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader, int length)
      throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader, length);
    bind(parameterIndex, (target, index) -> target.setCharacterStream(index, text.get(), length));
  }

  @Override
  public void setRef(int parameterIndex, Ref x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setRef(index, x));
  }

  @Override
  public void setBlob(int parameterIndex, Blob x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setBlob(index, x));
  }

  @Override
  public void setClob(int parameterIndex, Clob x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setClob(index, x));
  }

  @Override
  public void setArray(int parameterIndex, Array x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setArray(index, x));
  }

  @Override
  public void setDate(int parameterIndex, Date x, Calendar cal) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setDate(index, x, cal));
  }

  @Override
  public void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setTime(index, x, cal));
  }

  @Override
  public void setTimestamp(int parameterIndex, Timestamp x, Calendar cal) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setTimestamp(index, x, cal));
  }

  @Override
  public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setNull(index, sqlType, typeName));
  }

  @Override
  public void setURL(int parameterIndex, URL x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setURL(index, x));
  }

  @Override
  public void setRowId(int parameterIndex, RowId x) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setRowId(index, x));
  }

  @Override
  public void setNString(int parameterIndex, String value) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setNString(index, value));
  }

  @Override
  public void setNCharacterStream(int parameterIndex, Reader value, long length)
      throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, value, length);
    bind(parameterIndex, (target, index) -> target.setNCharacterStream(index, text.get(), length));
  }

  @Override
  public void setNClob(int parameterIndex, NClob value) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setNClob(index, value));
  }

  @Override
  public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader, length);
    bind(parameterIndex, (target, index) -> target.setClob(index, text.get(), length));
  }

  @Override
  public void setBlob(int parameterIndex, InputStream inputStream, long length)
      throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, inputStream, length);
    bind(parameterIndex, (target, index) -> target.setBlob(index, stream.get(), length));
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader, length);
    bind(parameterIndex, (target, index) -> target.setNClob(index, text.get(), length));
  }

  @Override
  public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
    bind(parameterIndex, (target, index) -> target.setSQLXML(index, xmlObject));
  }

  @Override
  public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength)
      throws SQLException {
    Supplier<?> value = Buffering.value(parameterIndex, x, scaleOrLength);
    bind(
        parameterIndex,
        (target, index) -> target.setObject(index, value.get(), targetSqlType, scaleOrLength));
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x, length);
    bind(parameterIndex, (target, index) -> target.setAsciiStream(index, stream.get(), length));
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream x, long length) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x, length);
    bind(parameterIndex, (target, index) -> target.setBinaryStream(index, stream.get(), length));
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader, long length)
      throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader, length);
    bind(parameterIndex, (target, index) -> target.setCharacterStream(index, text.get(), length));
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x);
    bind(parameterIndex, (target, index) -> target.setAsciiStream(index, stream.get()));
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream x) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, x);
    bind(parameterIndex, (target, index) -> target.setBinaryStream(index, stream.get()));
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader);
    bind(parameterIndex, (target, index) -> target.setCharacterStream(index, text.get()));
  }

  @Override
  public void setNCharacterStream(int parameterIndex, Reader value) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, value);
    bind(parameterIndex, (target, index) -> target.setNCharacterStream(index, text.get()));
  }

  @Override
  public void setClob(int parameterIndex, Reader reader) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader);
    bind(parameterIndex, (target, index) -> target.setClob(index, text.get()));
  }

  @Override
  public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
    Supplier<InputStream> stream = Buffering.stream(parameterIndex, inputStream);
    bind(parameterIndex, (target, index) -> target.setBlob(index, stream.get()));
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader) throws SQLException {
    Supplier<Reader> text = Buffering.reader(parameterIndex, reader);
    bind(parameterIndex, (target, index) -> target.setNClob(index, text.get()));
  }

  @Override
  public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength)
      throws SQLException {
    Supplier<?> value = Buffering.value(parameterIndex, x, scaleOrLength);
    bind(
        parameterIndex,
        (target, index) -> target.setObject(index, value.get(), targetSqlType, scaleOrLength));
  }

  @Override
  public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
    Supplier<?> value = Buffering.value(parameterIndex, x);
    bind(parameterIndex, (target, index) -> target.setObject(index, value.get(), targetSqlType));
  }

  private void bind(int parameterIndex, ParameterBindings.Setter setter) throws SQLException {
    setter.set(delegate(), parameterIndex);
    bindings.bind(parameterIndex, setter);
  }
}
