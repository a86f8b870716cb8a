package org.auroraml.s3export;

import java.net.URI;
import java.nio.file.Path;

/** A program that exports until it is killed: arguments are S3's URL and the spool directory. */
final class Exporting {
  private Exporting() {}

  public static void main(String[] arguments) throws S3ExportException {
    AwsEnvironment.useTestKeys();
    BigExport.run(URI.create(arguments[0]), Path.of(arguments[1]), false, 'k', 4);
  }
}
