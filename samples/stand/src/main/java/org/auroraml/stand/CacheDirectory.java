package org.auroraml.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where this system keeps what a user's programs may fetch or unpack again. */
final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * Returns the directory {@code auroraml} in the user's cache directory, made if need be; for a
   * user who has none (a home directory that does not exist), one in the temporary directory.
   */
  static Path get() throws IOException {
    Path directory = userCache().resolve("auroraml");
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
      return Files.createDirectories(
          Path.of(System.getProperty("java.io.tmpdir"), "auroraml-" + user));
    }
  }

  private static Path userCache() {
    Path home = Path.of(System.getProperty("user.home"));
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("windows")) {
      return environment("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    } else if (os.contains("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    return environment("XDG_CACHE_HOME", home.resolve(".cache"));
  }

  private static Path environment(String name, Path otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
