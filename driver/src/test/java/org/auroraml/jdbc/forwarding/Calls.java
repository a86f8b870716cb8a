package org.auroraml.jdbc.forwarding;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The calls that reach an object of a JDBC interface which does nothing but write them down. */
final class Calls implements InvocationHandler {

  record Call(String method, List<Class<?>> types, List<Object> arguments, Object returned) {}

  private final List<Call> made = new ArrayList<>();

  /** An object whose calls this list receives; what it returns is never null. */
  <T> T target(Class<T> iface) {
    return iface.cast(Proxy.newProxyInstance(iface.getClassLoader(), new Class<?>[] {iface}, this));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    Object returned = sample(method.getReturnType(), 99);
    made.add(
        new Call(
            method.getName(),
            List.of(method.getParameterTypes()),
            arguments == null ? List.of() : Arrays.asList(arguments),
            returned));
    return returned;
  }

  List<Call> made() {
    return made;
  }

  Call only() {
    if (made.size() != 1) {
      throw new AssertionError("expected one call, not " + made);
    }
    return made.get(0);
  }

  static Stream<Method> methods(Class<?> iface) {
    return Arrays.stream(iface.getMethods()).filter(m -> !Modifier.isStatic(m.getModifiers()));
  }

  /** Arguments for a method, each different from the others of its type. */
  static Object[] arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = sample(types[i], i + 1);
    }
    return arguments;
  }

  /** A value of a type, made from a number; null for void. */
  static Object sample(Class<?> type, int number) {
    if (type == void.class) {
      return null;
    }
    if (type.isPrimitive()) {
      return primitive(type, (byte) number);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), number);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isInterface()) {
      return new Calls().target(type);
    }
    Object value = object(type, number);
    if (!type.isInstance(value)) {
      throw new AssertionError("no sample of " + type);
    }
    return value;
  }

  private static Object primitive(Class<?> type, byte number) {
    if (type == boolean.class) {
      return true;
    }
    if (type == byte.class) {
      return number;
    }
    if (type == short.class) {
      return (short) number;
    }
    if (type == int.class) {
      return (int) number;
    }
    if (type == long.class) {
      return (long) number;
    }
    return type == float.class ? (Object) (float) number : (Object) (double) number;
  }

  private static Object object(Class<?> type, int number) {
    List<Object> samples =
        List.of(
            "text " + number,
            BigDecimal.valueOf(number),
            new Date(number),
            new Time(number),
            new Timestamp(number),
            Calendar.getInstance(),
            new Properties(),
            new SQLWarning("warning " + number),
            url(number),
            stream(number),
            reader(number),
            String.class);
    if (type == Object.class) {
      return new Object();
    }
    return samples.stream().filter(type::isInstance).findFirst().orElse(null);
  }

  private static URL url(int number) {
    try {
      return URI.create("http://localhost/" + number).toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream stream(int number) {
    return new ByteArrayInputStream(("bytes " + number).getBytes(StandardCharsets.UTF_8));
  }

  private static Reader reader(int number) {
    return new StringReader("characters " + number);
  }
}
