package org.auroraml.s3export;

import java.util.Objects;

/**
 * One column of an export.
 *
 * @param label the column's label, as HEADER writes it
 * @param text whether MySQL treats the column's values as strings: CHAR, VARCHAR, BINARY,
 *     VARBINARY, TEXT, BLOB, ENUM, SET, JSON and, other than the manual suggests, the temporal
 *     types. Only such values are escaped, and only they are enclosed by OPTIONALLY ENCLOSED BY.
 * @param characters how the bytes of its values make characters
 */
public record ExportColumn(String label, boolean text, Characters characters) {
  public ExportColumn {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(characters, "characters");
  }

  /** A column whose strings are in UTF-8. */
  public ExportColumn(String label, boolean text) {
    this(label, text, Characters.UTF_8);
  }
}
