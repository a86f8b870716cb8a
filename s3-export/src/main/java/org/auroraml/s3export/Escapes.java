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
  void write(byte[] value, Characters characters, Spool out) throws IOException {
    int from = 0;
    for (int at = next(value, 0, characters);
        at < value.length;
        at = next(value, at + 1, characters)) {
      out.write(value, from, at - from);
      out.write(prefixes[value[at] & 0xff]);
      if (value[at] == 0) {
        out.write('0');
        from = at + 1;
      } else {
        from = at;
      }
    }
    out.write(value, from, value.length - from);
  }

  /** Where the next byte stands that is escaped; the value's length if there is none. */
  private int next(byte[] value, int start, Characters characters) {
    boolean bytewise =
        characters == Characters.SINGLE_BYTES || (characters == Characters.UTF_8 && asciiOnly);
    return bytewise ? nextByte(value, start) : nextCharacter(value, start, characters);
  }

  /** Where each byte tells by itself. Nearly all time of an export's encoding is spent here. */
  private int nextByte(byte[] value, int start) {
    boolean[] escaped = special;
    int at = start;
    while (at < value.length && !escaped[value[at] & 0xff]) {
      at++;
    }
    return at;
  }

  private int nextCharacter(byte[] value, int start, Characters characters) {
    int at = start;
    while (at < value.length) {
      int length = characters.length(value, at);
      if (length == 1 && special[value[at] & 0xff]) {
        return at;
      }
      at += length;
    }
    return value.length;
  }
}
