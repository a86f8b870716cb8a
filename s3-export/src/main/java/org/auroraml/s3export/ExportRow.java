package org.auroraml.s3export;

import java.util.Arrays;

/**
 * One row of values, each a range of some array, so that none has to be copied. It may be filled
 * again when it was written. Not thread-safe.
 */
public final class ExportRow {

  private final byte[][] arrays;
  private final int[] offsets;
  private final int[] lengths;

  /** A row of so many values, all NULL. */
  public ExportRow(int columns) {
    arrays = new byte[columns][];
    offsets = new int[columns];
    lengths = new int[columns];
  }

  static ExportRow of(byte[][] values) {
    ExportRow row = new ExportRow(values.length);
    for (int i = 0; i < values.length; i++) {
      row.set(i, values[i]);
    }
    return row;
  }

  public int columns() {
    return arrays.length;
  }

  /** Sets a value that is a whole array; {@code null} is SQL NULL. */
  public void set(int column, byte[] value) {
    set(column, value, 0, value == null ? 0 : value.length);
  }

  /** Sets a value that is a part of an array, as the text protocol gives it. */
  public void set(int column, byte[] array, int offset, int length) {
    arrays[column] = array;
    offsets[column] = offset;
    lengths[column] = length;
  }

  /** A copy of a value; {@code null} is SQL NULL. */
  public byte[] get(int column) {
    return arrays[column] == null
        ? null
        : Arrays.copyOfRange(arrays[column], offsets[column], offsets[column] + lengths[column]);
  }

  /** The array of a value; {@code null} is SQL NULL. */
  byte[] array(int column) {
    return arrays[column];
  }

  int offset(int column) {
    return offsets[column];
  }

  int length(int column) {
    return lengths[column];
  }
}
