package org.auroraml.s3export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Where an export writes its bytes: files of bounded size on local disk, each handed over when it
 * is complete. Not thread-safe.
 */
final class Spool implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Takes complete files, being told whether more of the same object are sure to come. */
  @FunctionalInterface
  interface Chunks {
    void add(SpoolChunk chunk, boolean more) throws IOException;
  }

  /** Grants room on the disk, and may wait for it. */
  @FunctionalInterface
  interface Room {
    void reserve(long bytes) throws IOException;
  }

  /** Creates a file. */
  @FunctionalInterface
  interface FileMaker {
    OutputStream create(Path path) throws IOException;
  }

  /** Makes files that were not there. */
  static final FileMaker NEW_FILES =
      path -> Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path directory;
  private final long chunkBytes;
  private final Room room;
  private final Chunks chunks;
  private final FileMaker files;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  private OutputStream file;
  private Path path;
  private CRC32 crc32;
  private long size;
  private int created;
  private long written;

  Spool(Path directory, long chunkBytes, Room room, Chunks chunks, FileMaker files) {
    this.directory = directory;
    this.chunkBytes = chunkBytes;
    this.room = room;
    this.chunks = chunks;
    this.files = files;
  }

  /** All bytes written so far. */
  long written() {
    return written + buffered;
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
    if (length == 1) {
      write(bytes[offset]);
      return;
    }
    if (length > buffer.length - buffered) {
      flush();
      if (length > buffer.length) {
        append(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  /** Completes the file and hands it over, even an empty one. */
  void complete() throws IOException {
    flush();
    if (file == null) {
      open();
    }
    file.close();
    file = null;
    chunks.add(new SpoolChunk(path, size, crc32.getValue()), false);
  }

  /** Closes a file that is not complete, for whoever removes the directory. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private void flush() throws IOException {
    append(buffer, 0, buffered);
    buffered = 0;
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      // A full file is handed over when more is to come, so that the last one is never empty.
      if (file != null && size == chunkBytes) {
        file.close();
        file = null;
        chunks.add(new SpoolChunk(path, size, crc32.getValue()), true);
      }
      if (file == null) {
        open();
      }
      int count = (int) Math.min(left, chunkBytes - size);
      room.reserve(count);
      file.write(bytes, from, count);
      crc32.update(bytes, from, count);
      size += count;
      written += count;
      from += count;
      left -= count;
    }
  }

  private void open() throws IOException {
    path = directory.resolve("spool-" + created++);
    file = files.create(path);
    crc32 = new CRC32();
    size = 0;
  }
}
