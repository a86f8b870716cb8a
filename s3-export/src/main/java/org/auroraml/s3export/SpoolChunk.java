package org.auroraml.s3export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A complete file of the spool, which goes up in one request.
 *
 * @param path where it is
 * @param size its bytes
 * @param crc32 the checksum of what was written, so that S3 notices whatever happens on the way
 */
record SpoolChunk(Path path, long size, long crc32) {

  /** The checksum as S3 takes it. */
  String checksum() {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) crc32).array());
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
