package org.auroraml.jdbc.forwarding;

import java.sql.SQLException;
import java.sql.Wrapper;

/** {@link Wrapper} for all forwarding classes: ourselves first, then what we forward to. */
final class Unwrapping {

  private Unwrapping() {}

  static <T> T unwrap(Wrapper self, Wrapper delegate, Class<T> iface) throws SQLException {
    if (iface.isInstance(self)) {
      return iface.cast(self);
    }
    return iface.isInstance(delegate) ? iface.cast(delegate) : delegate.unwrap(iface);
  }

  static boolean isWrapperFor(Wrapper self, Wrapper delegate, Class<?> iface) throws SQLException {
    return iface.isInstance(self) || iface.isInstance(delegate) || delegate.isWrapperFor(iface);
  }
}
