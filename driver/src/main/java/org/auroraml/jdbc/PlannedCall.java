package org.auroraml.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.ParameterBindings;

/**
 * A callable statement with ML calls among its arguments: a {@link PlannedPreparedStatement} whose
 * executions run on callable statements of Connector/J, which have the output parameters. Those
 * parameters have other positions there, since the ones inside of ML calls are gone.
 *
 * <p>The 120 methods of CallableStatement are of four kinds only, and statements of this kind are
 * rare; so this is a proxy where the other wrappers are written out.
 */
final class PlannedCall implements InvocationHandler {
  private final PlannedPreparedStatement statement;

  /** Output parameters, by the positions that the user gives them. */
  private final Map<Integer, Recorded> outputs = new HashMap<>();

  /** Output parameters that the user names. */
  private final List<Recorded> namedOutputs = new ArrayList<>();

  /** Values of parameters that the user names. */
  private final List<Recorded> namedValues = new ArrayList<>();

  /** A call of a method, to be made on the statement that is executed. */
  @FunctionalInterface
  private interface Recorded {
    /**
     * Makes it.
     *
     * @param position the parameter's, where it was given
     */
    void on(CallableStatement target, int position) throws SQLException;
  }

  private PlannedCall(
      PreparedStatement parameters,
      AuroraConnection connection,
      PreparedText text,
      PreparedForm form) {
    CallableStatement shown =
        (CallableStatement)
            Proxy.newProxyInstance(
                PlannedCall.class.getClassLoader(), new Class<?>[] {CallableStatement.class}, this);
    statement = new PlannedPreparedStatement(parameters, connection, text, form, shown, this::bind);
  }

  /** The statement; its parameters are as those of {@link PlannedPreparedStatement}. */
  static CallableStatement of(
      PreparedStatement parameters,
      AuroraConnection connection,
      PreparedText text,
      PreparedForm form) {
    return new PlannedCall(parameters, connection, text, form).statement.shown();
  }

  private void bind(PreparedStatement target, SqlFragment rest, ParameterBindings bindings)
      throws SQLException {
    CallableStatement call = (CallableStatement) target;
    for (int i = 0; i < rest.parameters().size(); i++) {
      int parameter = rest.parameters().get(i);
      Recorded output = outputs.get(parameter);
      if (output != null) {
        output.on(call, i + 1);
      }
      if (bindings.isBound(parameter) || (output == null && !isNamed())) {
        bindings.apply(parameter, call, i + 1);
      }
    }
    for (Recorded each : namedOutputs) {
      each.on(call, 0);
    }
    for (Recorded each : namedValues) {
      each.on(call, 0);
    }
  }

  private boolean isNamed() {
    return !namedOutputs.isEmpty() || !namedValues.isEmpty();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws SQLException {
    String name = method.getName();
    if (method.getDeclaringClass() == CallableStatement.class) {
      return ofCall(method, arguments);
    } else if (name.equals("equals")) {
      return proxy == arguments[0];
    } else if (name.equals("unwrap") && ((Class<?>) arguments[0]).isInstance(proxy)) {
      return proxy;
    } else if (name.equals("isWrapperFor") && ((Class<?>) arguments[0]).isInstance(proxy)) {
      return true;
    } else if (name.equals("clearParameters")) {
      namedValues.clear();
    } else if (name.equals("addBatch") && (isNamed() || !outputs.isEmpty())) {
      throw SqlErrors.unsupported(
          "A batch of calls with ML functions can't have output parameters, or parameters by name;"
              + " give them by position.");
    }
    return invoke(method, statement, arguments);
  }

  private Object ofCall(Method method, Object[] arguments) throws SQLException {
    String name = method.getName();
    boolean isByPosition = arguments != null && arguments[0] instanceof Integer;
    if (name.startsWith("get") || name.equals("wasNull")) {
      CallableStatement executed = (CallableStatement) statement.executed();
      if (executed == null) {
        throw SqlErrors.noOutput();
      }
      return invoke(
          method,
          executed,
          isByPosition ? with(arguments, statement.position((Integer) arguments[0])) : arguments);
    }
    if (isByPosition) {
      outputs.put(
          (Integer) arguments[0],
          (target, position) -> invoke(method, target, with(arguments, position)));
    } else {
      (name.startsWith("set") ? namedValues : namedOutputs)
          .add((target, position) -> invoke(method, target, arguments));
    }
    return null;
  }

  private static Object[] with(Object[] arguments, int position) {
    Object[] changed = Arrays.copyOf(arguments, arguments.length);
    changed[0] = position;
    return changed;
  }

  private static Object invoke(Method method, Object target, Object[] arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      } else if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("interfaces have public methods only", e);
    }
  }
}
