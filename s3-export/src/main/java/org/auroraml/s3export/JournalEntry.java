package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/** One line of an export's journal: something that is in S3 and may have to be removed by hand. */
sealed interface JournalEntry {

  /** A multipart upload was begun. */
  record UploadBegun(String bucket, String key, String uploadId) implements JournalEntry {}

  /** A multipart upload was completed or aborted. */
  record UploadEnded(String uploadId) implements JournalEntry {}

  /** An object is about to become visible, one of several. */
  record ObjectStored(String bucket, String key) implements JournalEntry {}

  /** The entry as a line. Fields are encoded, since keys may have any character. */
  default String line() {
    if (this instanceof UploadBegun begun) {
      return "begun " + encode(begun.bucket, begun.key, begun.uploadId);
    } else if (this instanceof UploadEnded ended) {
      return "ended " + encode(ended.uploadId);
    }
    ObjectStored stored = (ObjectStored) this;
    return "stored " + encode(stored.bucket, stored.key);
  }

  /** Reads a line; nothing if it was cut off when the JVM ended. */
  static Optional<JournalEntry> parse(String line) {
    String[] words = line.split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      words[i] = URLDecoder.decode(words[i], UTF_8);
    }
    return switch (words[0] + words.length) {
      case "begun4" -> Optional.of(new UploadBegun(words[1], words[2], words[3]));
      case "ended2" -> Optional.of(new UploadEnded(words[1]));
      case "stored3" -> Optional.of(new ObjectStored(words[1], words[2]));
      default -> Optional.empty();
    };
  }

  private static String encode(String... fields) {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      line.append(line.isEmpty() ? "" : " ").append(URLEncoder.encode(field, UTF_8));
    }
    return line.toString();
  }
}
