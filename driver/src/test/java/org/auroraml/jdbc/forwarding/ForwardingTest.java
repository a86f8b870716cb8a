package org.auroraml.jdbc.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F91: every method of java.sql's interfaces, default methods included, is delegated. */
class ForwardingTest {

  /** An interface, the class that forwards it, and how to make one around a delegate. */
  private record Forwarder<T extends Wrapper>(
      Class<T> iface, Class<? extends T> type, Function<T, T> around) {}

  private static final List<Forwarder<?>> FORWARDERS =
      List.of(
          new Forwarder<>(
              Connection.class, ForwardingConnection.class, d -> new ForwardingConnection(d) {}),
          new Forwarder<>(
              Statement.class, ForwardingStatement.class, d -> new ForwardingStatement(d) {}),
          new Forwarder<>(
              PreparedStatement.class,
              ForwardingPreparedStatement.class,
              d -> new ForwardingPreparedStatement(d) {}),
          new Forwarder<>(
              CallableStatement.class,
              ForwardingCallableStatement.class,
              d -> new ForwardingCallableStatement(d) {}),
          new Forwarder<>(
              ResultSet.class, ForwardingResultSet.class, d -> new ForwardingResultSet(d) {}),
          new Forwarder<>(
              DatabaseMetaData.class,
              ForwardingDatabaseMetaData.class,
              d -> new ForwardingDatabaseMetaData(d) {}));

  @TestFactory
  @DisplayName("F91: each interface method has a body of ours, not the interface's default one")
  Stream<DynamicTest> everyMethodIsOverridden() {
    return ofEveryMethod(
        (forwarder, method) -> {
          Method found = forwarder.type().getMethod(method.getName(), method.getParameterTypes());
          assertThat(found.getDeclaringClass().getPackage())
              .isEqualTo(ForwardingTest.class.getPackage());
        });
  }

  @TestFactory
  @DisplayName("F91: each call reaches the delegate's same method and returns what that returns")
  Stream<DynamicTest> everyCallReachesTheDelegate() {
    return ofEveryMethod((forwarder, method) -> checkForwarded(forwarder, method));
  }

  private static <T extends Wrapper> void checkForwarded(Forwarder<T> forwarder, Method method)
      throws ReflectiveOperationException {
    Calls calls = new Calls();
    T forwarding = forwarder.around().apply(calls.target(forwarder.iface()));
    Object[] arguments = Calls.arguments(method);

    Object returned = method.invoke(forwarding, arguments);

    Calls.Call call = calls.only();
    assertThat(call.method()).isEqualTo(method.getName());
    assertThat(call.types()).containsExactly(method.getParameterTypes());
    assertThat(call.arguments())
        .usingElementComparator(ForwardingTest::same)
        .containsExactly(arguments);
    assertThat(same(returned, call.returned())).as("returned value").isZero();
  }

  /** Objects must be the same ones; primitives, which reflection boxes anew, equal ones. */
  private static int same(Object one, Object other) {
    boolean boxed = one instanceof Number || one instanceof Boolean;
    return one == other || (boxed && one.equals(other)) ? 0 : 1;
  }

  @Test
  @DisplayName("F91: unwrap gives the wrapper itself, or the delegate, before it asks the delegate")
  void unwrapGoesFromTheOutsideIn() throws SQLException {
    Calls calls = new Calls();
    VendorStatement vendor = calls.target(VendorStatement.class);
    Statement statement = new ForwardingStatement(vendor) {};

    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
    assertThat(statement.unwrap(ForwardingStatement.class)).isSameAs(statement);
    assertThat(statement.unwrap(VendorStatement.class)).isSameAs(vendor);
    assertThat(statement.isWrapperFor(ForwardingStatement.class)).isTrue();
    assertThat(statement.isWrapperFor(VendorStatement.class)).isTrue();
    assertThat(calls.made()).isEmpty();
  }

  /** What a driver adds to JDBC. */
  interface VendorStatement extends Statement {}

  private interface Check {
    void accept(Forwarder<?> forwarder, Method method) throws ReflectiveOperationException;
  }

  /** Those of {@link Wrapper} too: asked for a String, which no wrapper is, they forward. */
  private static Stream<DynamicTest> ofEveryMethod(Check check) {
    return FORWARDERS.stream()
        .flatMap(
            forwarder ->
                Calls.methods(forwarder.iface())
                    .map(
                        method ->
                            DynamicTest.dynamicTest(
                                method.toGenericString(), () -> check.accept(forwarder, method))));
  }
}
