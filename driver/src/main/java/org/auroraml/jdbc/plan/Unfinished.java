package org.auroraml.jdbc.plan;

import java.sql.SQLException;

/** What the driver still does for a result while it is read. */
public interface Unfinished {

  /** Nothing more of it is wanted. Twice is fine. */
  void end() throws SQLException;

  /** Ends the calls under way, from any thread: who waits for one is told of it. */
  void stop();
}
