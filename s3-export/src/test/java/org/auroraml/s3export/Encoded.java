package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an encoder writes to a spool file, as UTF-8 text. */
final class Encoded {
  private Encoded() {}

  static String by(Path directory, Writing writing) throws IOException {
    try (SpoolFile spool = SpoolFile.create(directory)) {
      writing.to(spool);
      spool.complete();
      return Files.readString(spool.path(), UTF_8);
    }
  }

  interface Writing {
    void to(SpoolFile out) throws IOException;
  }
}
