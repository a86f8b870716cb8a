package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an encoder writes to a spool file, as UTF-8 text. */
final class Encoded {
  private Encoded() {}

  static String by(Path directory, Writing writing) throws IOException {
    return new String(bytesBy(directory, writing), UTF_8);
  }

  static byte[] bytesBy(Path directory, Writing writing) throws IOException {
    List<SpoolChunk> chunks = new ArrayList<>();
    try (Spool spool =
        new Spool(
            directory,
            Long.MAX_VALUE,
            bytes -> {},
            (chunk, more) -> chunks.add(chunk),
            Spool.NEW_FILES)) {
      writing.to(spool);
      spool.complete();
    }
    byte[] text = Files.readAllBytes(chunks.get(0).path());
    chunks.get(0).delete();
    return text;
  }

  interface Writing {
    void to(Spool out) throws IOException;
  }
}
