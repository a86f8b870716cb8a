package org.auroraml.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.auroraml.jdbc.AuroraMlDriver;
import sqlline.SqlLine;

/** The SQL shell sqlline. */
final class SqlShell {
  private SqlShell() {}

  /**
   * Opens a shell on a database, and returns when its user ends it.
   *
   * @param in its input, or null for the terminal
   */
  static void open(String url, InputStream in, PrintStream out) throws IOException {
    SqlLine shell = new SqlLine();
    if (in != null) {
      shell.setOutputStream(out);
      shell.setErrorStream(out);
    }
    String[] connection = {"-d", AuroraMlDriver.class.getName(), "-u", url, "-n", "root", "-p", ""};
    shell.begin(connection, in, false);
  }
}
