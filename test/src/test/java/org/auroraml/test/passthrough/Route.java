package org.auroraml.test.passthrough;

import java.sql.Connection;
import java.sql.SQLException;
import org.auroraml.test.server.TestDatabase;

/** The two ways to the same server: Connector/J by itself, and our driver over it. */
enum Route {
  CONNECTOR_J {
    @Override
    Connection connect(TestDatabase database, String... settings) throws SQLException {
      return database.connectMysql(settings);
    }
  },
  AURORAML {
    @Override
    Connection connect(TestDatabase database, String... settings) throws SQLException {
      return database.connectAurora(settings);
    }
  };

  abstract Connection connect(TestDatabase database, String... settings) throws SQLException;
}
