package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The spool of one export: a directory that only its owner may enter, with the files on their way
 * to S3 and a journal of what was begun there. {@link #close} removes it; what a killed JVM leaves
 * is found by {@link Leftovers}. Thread-safe.
 */
final class SpoolDirectory implements AutoCloseable {

  /** Prefix of all spool directories. */
  static final String NAME_PREFIX = "auroraml-export-";

  static final String JOURNAL = "journal";

  private final Path path;
  private final FileChannel journal;

  private SpoolDirectory(Path path, FileChannel journal) {
    this.path = path;
    this.journal = journal;
  }

  static SpoolDirectory create(Path parent) throws IOException {
    // The JDK makes temporary directories private where it can; this says so where it is read.
    FileAttribute<?>[] ownerOnly =
        parent.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Path path = Files.createTempDirectory(parent, ownNamePrefix(), ownerOnly);
    FileChannel journal = null;
    try {
      // Under its final name the journal is locked from the first moment on, so that nobody takes
      // a directory that is just being made for one that was left over.
      Path unlocked = path.resolve("new");
      journal = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (journal.tryLock() == null) {
        throw new IOException("The journal " + unlocked + " is locked by another process");
      }
      Files.move(unlocked, path.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
      return new SpoolDirectory(path, journal);
    } catch (IOException e) {
      if (journal != null) {
        journal.close();
      }
      delete(path);
      throw e;
    }
  }

  /**
   * The prefix of directories that this JVM makes. A process id alone would not do: in a container
   * it is often the same after a restart.
   */
  static String ownNamePrefix() {
    ProcessHandle own = ProcessHandle.current();
    long started = own.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return NAME_PREFIX + own.pid() + "-" + started + "-";
  }

  Path path() {
    return path;
  }

  /** Adds a line to the journal. It outlives the JVM, though not a crash of the machine. */
  synchronized void note(JournalEntry entry) throws IOException {
    journal.write(ByteBuffer.wrap((entry.line() + "\n").getBytes(UTF_8)));
  }

  /** Removes the directory and all that is in it. May be called again. */
  @Override
  public void close() throws IOException {
    journal.close();
    delete(path);
  }

  static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Another thread has removed it meanwhile.
      return;
    }
    Files.deleteIfExists(directory);
  }
}
