package org.auroraml.s3export;

import java.util.Objects;

/**
 * One column of an export.
 *
 * @param label the column's label, as HEADER writes it
 * @param text whether MySQL treats the column's values as strings: CHAR, VARCHAR, BINARY,
 *     VARBINARY, TEXT, BLOB, ENUM, SET, JSON and, other than the manual suggests, the temporal
 *     types. Only such values are escaped, and only they are enclosed by OPTIONALLY ENCLOSED BY.
 */
public record ExportColumn(String label, boolean text) {
  public ExportColumn {
    Objects.requireNonNull(label, "label");
  }
}
