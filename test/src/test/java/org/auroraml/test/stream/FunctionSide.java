package org.auroraml.test.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auroraml.test.oracle.MlDatabase;

/**
 * The two kinds of a function that gives its argument back: a stored function that Connector/J
 * alone is asked for, and an ML function of the same name and type behind our driver.
 */
enum FunctionSide {
  STORED {
    @Override
    Connection connect(MlDatabase database, String... settings) throws SQLException {
      return database.connectMysql(settings);
    }

    @Override
    String definition(String name, String parameter, String returns) {
      return "CREATE FUNCTION %s(x %s) RETURNS %s DETERMINISTIC NO SQL RETURN x"
          .formatted(name, parameter, returns);
    }
  },
  ML {
    @Override
    Connection connect(MlDatabase database, String... settings) throws SQLException {
      List<String> all = new ArrayList<>(Arrays.asList(settings));
      all.add("functions=memory");
      return database.connect(all.toArray(String[]::new));
    }

    @Override
    String definition(String name, String parameter, String returns) {
      return ("CREATE FUNCTION %s(x %s) RETURNS %s ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT"
              + " ENDPOINT NAME 'echo'")
          .formatted(name, parameter, returns);
    }
  };

  abstract Connection connect(MlDatabase database, String... settings) throws SQLException;

  /** The CREATE FUNCTION statement. */
  abstract String definition(String name, String parameter, String returns);

  /** A database whose model server has the model. */
  static MlDatabase createDatabase() throws SQLException {
    MlDatabase database = MlDatabase.create();
    database
        .models()
        .endpoint("echo", rows -> rows.stream().map(row -> quoted(row.get(0))).toList());
    return database;
  }

  private static String quoted(String text) {
    return text == null ? "" : '"' + text.replace("\"", "\"\"") + '"';
  }
}
