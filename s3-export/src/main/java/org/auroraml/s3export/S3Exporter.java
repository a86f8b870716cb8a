package org.auroraml.s3export;

import java.util.List;

/**
 * Starts exports to S3. One serves all connections to a server; S3 clients are made when the first
 * export needs them. Thread-safe.
 */
public final class S3Exporter implements AutoCloseable {

  private final S3ExporterOptions options;

  public S3Exporter(S3ExporterOptions options) {
    this.options = options;
  }

  public S3Export begin(S3Location to, RowFormat format, boolean header, List<ExportColumn> columns)
      throws S3ExportException {
    return begin(to, format, header, columns, false);
  }

  public S3Export begin(
      S3Location to,
      RowFormat format,
      boolean header,
      List<ExportColumn> columns,
      boolean overwrite)
      throws S3ExportException {
    if (columns.isEmpty()) {
      throw new S3ExportException(S3ExportException.CANNOT_INITIALIZE, options.toString(), null);
    }
    return new S3Export();
  }

  @Override
  public void close() {}
}
