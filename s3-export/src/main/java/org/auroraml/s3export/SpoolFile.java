package org.auroraml.s3export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A part of an export on local disk, readable by its owner only, until {@link #close} removes it.
 * Not thread-safe, but for {@code close()} and {@code path()}.
 */
final class SpoolFile implements AutoCloseable {

  /** Prefix of all spool files, by which an operator recognises one that a killed JVM left. */
  static final String NAME_PREFIX = "auroraml-export-";

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final OutputStream file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  /** A spool file at this path whose bytes go to this stream. */
  SpoolFile(Path path, OutputStream file) {
    this.path = path;
    this.file = file;
  }

  static SpoolFile create(Path directory) throws IOException {
    // The JDK makes temporary files private where it can; this says so where it is read.
    FileAttribute<?>[] ownerOnly =
        directory.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path path = Files.createTempFile(directory, NAME_PREFIX, ".spool", ownerOnly);
    try {
      return new SpoolFile(path, Files.newOutputStream(path));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  void write(int oneByte) throws IOException {
    if (buffered == buffer.length) {
      flush();
    }
    buffer[buffered++] = (byte) oneByte;
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - buffered) {
      flush();
      if (length > buffer.length) {
        file.write(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  /** Completes the file; nothing can be written after it. */
  void complete() throws IOException {
    flush();
    file.close();
  }

  /** Removes the file, complete or not. May be called again, and by another thread. */
  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private void flush() throws IOException {
    file.write(buffer, 0, buffered);
    buffered = 0;
  }
}
