package org.auroraml.stand;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Ends a child process and deletes its directory if this JVM dies without running its shutdown
 * hooks: killed, or halted, as Maven Surefire halts its forks when Maven is interrupted. It is a
 * shell that waits for its standard input to end, which it does with this JVM, however that ends.
 *
 * <p>Unix only; on Windows it does nothing.
 */
record OrphanGuard(Process shell) implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT HUP
      while read -r line; do :; done
      kill -9 "$1" 2>/dev/null
      rm -rf -- "$2"
      """;

  static OrphanGuard watch(long pid, Path directory) throws IOException {
    if (File.separatorChar == '\\') {
      return new OrphanGuard(null);
    }
    Process shell =
        new ProcessBuilder("sh", "-c", SCRIPT, "sh", Long.toString(pid), directory.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new OrphanGuard(shell);
  }

  /** To be called before the process is ended: later its id may be another process's. */
  @Override
  public void close() {
    if (shell == null) {
      return;
    }
    shell.destroyForcibly();
    try {
      shell.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
