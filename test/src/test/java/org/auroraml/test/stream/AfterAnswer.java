package org.auroraml.test.stream;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Does something when Connector/J has read the first packets of a result that streams, and has not
 * given it out yet: the moment at which a cancel makes it forget the result. For the setting
 * queryInterceptors.
 */
public final class AfterAnswer implements QueryInterceptor {
  private static final AtomicReference<Runnable> ACTION = new AtomicReference<>();

  /** For Connector/J. */
  public AfterAnswer() {}

  /** What is to be done after the next answer, once. */
  static void then(Runnable action) {
    ACTION.set(action);
  }

  @Override
  public <T extends Resultset> T postProcess(
      Supplier<String> sql, Query query, T result, ServerSession session) {
    if (result != null && result.hasRows() && result.getRows().isDynamic()) {
      Runnable action = ACTION.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
    return null;
  }

  @Override
  public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
    return this;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T extends Resultset> T preProcess(Supplier<String> sql, Query query) {
    return null;
  }

  @Override
  public boolean executeTopLevelOnly() {
    return true;
  }

  @Override
  public void destroy() {
    // It holds nothing.
  }
}
