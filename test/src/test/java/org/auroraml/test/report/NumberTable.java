package org.auroraml.test.report;

import java.sql.SQLException;
import org.auroraml.test.server.TestDatabase;

/** A table of the reports: {@code id} from 0 on, and inputs {@code x} that come round in turn. */
final class NumberTable {
  private NumberTable() {}

  /** Makes it, in place of an earlier one, with inputs 0.5, 1.5 and so on. */
  static void load(TestDatabase database, String table, int rows, int distinct)
      throws SQLException {
    database.execute(
        "DROP TABLE IF EXISTS " + table,
        "CREATE TABLE " + table + " (id INT PRIMARY KEY, x DOUBLE NOT NULL)",
        "INSERT INTO " + table + " VALUES (0, 0.5)");
    for (int loaded = 1; loaded < rows; loaded *= 2) {
      int more = Math.min(loaded, rows - loaded);
      database.execute(
          "INSERT INTO %1$s SELECT id + %2$d, (id + %2$d) %% %3$d + 0.5 FROM %1$s WHERE id < %4$d"
              .formatted(table, loaded, distinct, more));
    }
  }
}
