package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What exports left in a spool directory when their JVM was killed. The files are removed; what
 * they left in S3 is logged, for whoever may remove it there: the credentials of this JVM may be
 * other ones.
 */
final class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());

  private Leftovers() {}

  /** Looks through a directory. Trouble is logged, since no export depends on it. */
  static void remove(Path spoolDirectory) {
    String own = SpoolDirectory.ownNamePrefix();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            spoolDirectory,
            path -> {
              String name = String.valueOf(path.getFileName());
              return name.startsWith(SpoolDirectory.NAME_PREFIX) && !name.startsWith(own);
            })) {
      for (Path directory : found) {
        removeOne(directory);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "Can't look for left-over spool directories in " + spoolDirectory, e);
    }
  }

  private static void removeOne(Path directory) {
    // A process that is alive holds the lock; that of a dead one is gone.
    try (FileChannel journal =
            FileChannel.open(
                directory.resolve(SpoolDirectory.JOURNAL),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = journal.tryLock()) {
      if (lock == null) {
        return;
      }
      List<String> leftInS3 =
          leftInS3(
              Files.readString(directory.resolve(SpoolDirectory.JOURNAL), UTF_8).lines().toList());
      SpoolDirectory.delete(directory);
      LOG.log(
          Level.WARNING,
          "An export was cut short when its JVM ended; its spool directory "
              + directory
              + " was removed. "
              + (leftInS3.isEmpty()
                  ? "It left nothing in S3."
                  : "It left in S3: " + String.join("; ", leftInS3)));
    } catch (IOException e) {
      // Another user's, or another JVM was faster.
      LOG.log(Level.DEBUG, "Can't look into " + directory, e);
    }
  }

  private static List<String> leftInS3(List<String> journal) {
    Map<String, String> uploads = new LinkedHashMap<>();
    List<String> objects = new ArrayList<>();
    for (String line : journal) {
      JournalEntry entry = JournalEntry.parse(line).orElse(null);
      if (entry instanceof JournalEntry.UploadBegun begun) {
        uploads.put(
            begun.uploadId(),
            "the multipart upload "
                + begun.uploadId()
                + " of s3://"
                + begun.bucket()
                + "/"
                + begun.key()
                + ", which costs storage until it is aborted (aws s3api abort-multipart-upload)");
      } else if (entry instanceof JournalEntry.UploadEnded ended) {
        uploads.remove(ended.uploadId());
      } else if (entry instanceof JournalEntry.ObjectStored stored) {
        objects.add(
            "perhaps the object s3://"
                + stored.bucket()
                + "/"
                + stored.key()
                + ", which is only a part of the export and should be deleted unless the export was"
                + " run again");
      }
    }
    List<String> all = new ArrayList<>(uploads.values());
    all.addAll(objects);
    return all;
  }
}
