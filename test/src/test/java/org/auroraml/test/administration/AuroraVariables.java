package org.auroraml.test.administration;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Answers SHOW VARIABLES as Aurora does, in front of a server that can't be given such variables:
 * an interceptor of Connector/J's, which also keeps what is sent.
 */
public class AuroraVariables implements QueryInterceptor {
  /** The texts that have come by, in order. */
  static final List<String> SEEN = new CopyOnWriteArrayList<>();

  private JdbcConnection connection;
  private boolean answering;

  /** With the variables, which have no role. */
  public static final class Empty extends AuroraVariables {
    @Override
    String role() {
      return "";
    }
  }

  /** With a role for Comprehend. */
  public static final class Role extends AuroraVariables {
    @Override
    String role() {
      return "arn:aws:iam::123456789012:role/ml";
    }
  }

  /** The setting: for a server without the variables, with empty ones, or with a role. */
  static String setting(String variables) {
    Class<?> interceptor =
        switch (variables) {
          case "empty" -> Empty.class;
          case "role" -> Role.class;
          default -> AuroraVariables.class;
        };
    return "queryInterceptors=" + interceptor.getName();
  }

  /** The role; null for a server without the variable. */
  String role() {
    return null;
  }

  @Override
  public QueryInterceptor init(MysqlConnection created, Properties properties, Log log) {
    connection = (JdbcConnection) created;
    return this;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends Resultset> T preProcess(Supplier<String> sql, Query query) {
    if (answering || sql.get() == null) {
      return null;
    }
    SEEN.add(sql.get());
    if (role() == null || !sql.get().startsWith("SHOW VARIABLES WHERE Variable_name IN")) {
      return null;
    }
    answering = true;
    try {
      return (T)
          connection
              .createStatement()
              .executeQuery(
                  "SELECT 'aws_default_comprehend_role' Variable_name, '" + role() + "' Value");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      answering = false;
    }
  }

  @Override
  public boolean executeTopLevelOnly() {
    return false;
  }

  @Override
  public void destroy() {}

  @Override
  public <T extends Resultset> T postProcess(
      Supplier<String> sql, Query query, T result, ServerSession session) {
    return null;
  }
}
