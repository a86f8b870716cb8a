package org.auroraml.jdbc.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F26, F91: parameters reach the delegate, and can be bound to other statements again. */
class RecordingPreparedStatementTest {

  private final Calls calls = new Calls();
  private final Recording statement = new Recording(calls.target(PreparedStatement.class));

  private static final class Recording extends RecordingPreparedStatement {
    Recording(PreparedStatement delegate) {
      super(delegate);
    }

    ParameterBindings parameters() {
      return bindings();
    }
  }

  @TestFactory
  @DisplayName("each setter's call is made on the delegate, and again on any other statement")
  Stream<DynamicTest> everySetterIsReplayed() {
    return Calls.methods(PreparedStatement.class)
        .filter(RecordingPreparedStatementTest::bindsParameter)
        .map(
            setter ->
                DynamicTest.dynamicTest(setter.toGenericString(), () -> checkReplayed(setter)));
  }

  private static boolean bindsParameter(Method method) {
    return method.getName().startsWith("set")
        && method.getParameterCount() >= 2
        && method.getParameterTypes()[0] == int.class;
  }

  private static void checkReplayed(Method setter)
      throws ReflectiveOperationException, SQLException, IOException {
    Calls calls = new Calls();
    Recording statement = new Recording(calls.target(PreparedStatement.class));
    Object[] arguments = Calls.arguments(setter);
    int original = (int) arguments[0];

    setter.invoke(statement, arguments);

    assertCall(calls.only(), setter, original, arguments);
    for (int target : List.of(7, 8)) {
      Calls others = new Calls();
      statement.parameters().apply(original, others.target(PreparedStatement.class), target);
      assertCall(others.only(), setter, target, arguments);
    }
  }

  private static void assertCall(Calls.Call call, Method setter, int index, Object[] arguments)
      throws IOException {
    assertThat(call.method()).isEqualTo(setter.getName());
    assertThat(call.types()).containsExactly(setter.getParameterTypes());
    List<Object> expected = new ArrayList<>(List.of(arguments));
    expected.set(0, index);
    List<Object> actual = new ArrayList<>(call.arguments());
    if (arguments[1] instanceof InputStream || arguments[1] instanceof Reader) {
      // The one given has been read; another sample of the same number has the same content.
      String content = text(Calls.arguments(setter)[1]);
      boolean hasLength = arguments.length == 3;
      int length = hasLength ? ((Number) arguments[2]).intValue() : content.length();
      expected.set(1, content.substring(0, length));
      actual.set(1, text(actual.get(1)));
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  @DisplayName("a stream or reader given as an object is remembered too")
  void streamsAsObjects() throws SQLException, IOException {
    statement.setObject(1, stream("abc"));
    statement.setObject(2, new StringReader("äöü"));
    statement.setObject(3, stream("abc"), Types.LONGVARBINARY, 2);

    for (int i = 0; i < 2; i++) {
      assertThat(replayed(1)).isEqualTo("abc");
      assertThat(replayed(2)).isEqualTo("äöü");
      assertThat(replayed(3)).isEqualTo("ab");
    }
  }

  @Test
  @DisplayName("no more than the length is taken from a stream or reader")
  void lengthLimitsWhatIsRead() throws SQLException, IOException {
    InputStream stream = stream("abcdef");
    Reader reader = new StringReader("uvwxyz");

    statement.setBinaryStream(1, stream, 2);
    statement.setCharacterStream(2, reader, 3L);

    assertThat(text(stream)).isEqualTo("cdef");
    assertThat(text(reader)).isEqualTo("xyz");
  }

  @Test
  @DisplayName("a reader of many buffers is remembered whole, a negative length means all of it")
  void longReader() throws SQLException, IOException {
    String text = "0123456789".repeat(5_000);

    statement.setCharacterStream(1, new StringReader(text), -1);

    assertThat(replayed(1)).isEqualTo(text);
  }

  @Test
  @DisplayName("a null stream stays null")
  void nullStream() throws SQLException {
    statement.setBinaryStream(1, null);

    assertThat(calls.only().arguments()).containsExactly(1, null);
    assertThat(statement.parameters().isBound(1)).isTrue();
  }

  @Test
  @DisplayName("a stream that fails is an SQLException, and the parameter stays unbound")
  void failingStream() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();

    assertThatThrownBy(() -> statement.setBinaryStream(4, closed))
        .isInstanceOf(SQLException.class)
        .hasMessage("The value of parameter 4 could not be read")
        .hasCauseInstanceOf(IOException.class);
    assertThat(statement.parameters().isBound(4)).isFalse();
    assertThat(calls.made()).isEmpty();
  }

  @Test
  @DisplayName("a parameter without a value is SQLSTATE 07001")
  void unboundParameter() throws SQLException {
    statement.setInt(3, 30);
    PreparedStatement target = new Calls().target(PreparedStatement.class);

    for (int unbound : List.of(0, 1, 2, 4, 50)) {
      assertThatThrownBy(() -> statement.parameters().apply(unbound, target, 1))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("07001"))
          .hasMessage("No value specified for parameter " + unbound);
    }
  }

  @Test
  @DisplayName("clearParameters forgets all values, on the delegate as well")
  void clearParametersForgets() throws SQLException {
    statement.setInt(1, 10);
    statement.clearParameters();

    assertThat(statement.parameters().isBound(1)).isFalse();
    assertThat(calls.made()).last().extracting(Calls.Call::method).isEqualTo("clearParameters");
  }

  @Test
  @DisplayName("a copy keeps its values when the statement's parameters change")
  void copyIsIndependent() throws SQLException {
    statement.setInt(1, 10);
    ParameterBindings copy = statement.parameters().copy();
    statement.setInt(1, 11);
    statement.clearParameters();

    Calls others = new Calls();
    copy.apply(1, others.target(PreparedStatement.class), 5);

    assertThat(others.only().arguments()).containsExactly(5, 10);
  }

  private String replayed(int index) throws SQLException, IOException {
    Calls others = new Calls();
    statement.parameters().apply(index, others.target(PreparedStatement.class), 1);
    return text(others.only().arguments().get(1));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Object stream) throws IOException {
    if (stream instanceof InputStream bytes) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringWriter text = new StringWriter();
    ((Reader) stream).transferTo(text);
    return text.toString();
  }
}
