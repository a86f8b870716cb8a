package org.auroraml.s3export;

import java.io.IOException;

/** Which bytes of a value are escaped, and how. Immutable. */
final class Escapes {

  /** In place of a byte that goes before another: there is none. */
  static final int NONE = -1;

  /** For each byte of a value what goes before it, or NONE. */
  private final int[] prefixes;

  /** For each byte whether anything goes before it. */
  private final boolean[] special = new boolean[256];

  /** Whether no such byte is part of a longer character in UTF-8. */
  private final boolean asciiOnly;

  Escapes(int[] prefixes) {
    this.prefixes = prefixes.clone();
    boolean ascii = true;
    for (int i = 0; i < special.length; i++) {
      special[i] = prefixes[i] != NONE;
      ascii &= !special[i] || i < 0x80;
    }
    asciiOnly = ascii;
  }

  /** Writes a value; NUL becomes the digit 0. */
  void write(ExportRow row, int column, Characters characters, Spool out) throws IOException {
    byte[] value = row.array(column);
    int from = row.offset(column);
    int end = from + row.length(column);
    for (int at = next(value, from, end, characters);
        at < end;
        at = next(value, at + 1, end, characters)) {
      out.write(value, from, at - from);
      out.write(prefixes[value[at] & 0xff]);
      if (value[at] == 0) {
        out.write('0');
        from = at + 1;
      } else {
        from = at;
      }
    }
    out.write(value, from, end - from);
  }

  /** Where the next byte stands that is escaped; the value's end if there is none. */
  private int next(byte[] value, int start, int end, Characters characters) {
    boolean bytewise =
        characters == Characters.SINGLE_BYTES || (characters == Characters.UTF_8 && asciiOnly);
    return bytewise ? nextByte(value, start, end) : nextCharacter(value, start, end, characters);
  }

  /** Where each byte tells by itself. Nearly all time of an export's encoding is spent here. */
  private int nextByte(byte[] value, int start, int end) {
    boolean[] escaped = special;
    int at = start;
    while (at < end && !escaped[value[at] & 0xff]) {
      at++;
    }
    return at;
  }

  private int nextCharacter(byte[] value, int start, int end, Characters characters) {
    int at = start;
    while (at < end) {
      int length = characters.length(value, at, end);
      if (length == 1 && special[value[at] & 0xff]) {
        return at;
      }
      at += length;
    }
    return end;
  }
}
