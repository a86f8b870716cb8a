package org.auroraml.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.jdbc.AuroraMlDriver;
import sqlline.SqlLine;

/** The SQL shell sqlline. */
final class SqlShell {
  private static final int WIDTH = 160;

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
    List<String> arguments = new ArrayList<>();
    if (in != null || !Progress.isTerminal()) {
      // What is no terminal has no width, and sqlline would cut all values off.
      arguments.add("--maxWidth=" + WIDTH);
    }
    arguments.addAll(
        List.of("-d", AuroraMlDriver.class.getName(), "-u", url, "-n", "root", "-p", ""));
    shell.begin(arguments.toArray(String[]::new), in, false);
  }
}
