package org.auroraml.batching;

/** UTF-8 without the copies of {@link String#getBytes}: how long a text is, and into an array. */
final class Utf8 {

  private Utf8() {}

  /** The bytes of the text; a lone surrogate counts as the question mark it is written as. */
  static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (isPair(text, i)) {
        bytes += 4;
        i++;
      } else {
        bytes++;
      }
    }
    return bytes;
  }

  /** Writes the character at an index of the text and gives the position after it in the target. */
  static int write(String text, int index, byte[] target, int position) {
    int at = position;
    char c = text.charAt(index);
    if (c < 0x80) {
      target[at++] = (byte) c;
    } else if (c < 0x800) {
      target[at++] = (byte) (0xC0 | (c >> 6));
      target[at++] = continuation(c);
    } else if (!Character.isSurrogate(c)) {
      target[at++] = (byte) (0xE0 | (c >> 12));
      target[at++] = continuation(c >> 6);
      target[at++] = continuation(c);
    } else if (isPair(text, index)) {
      int point = Character.toCodePoint(c, text.charAt(index + 1));
      target[at++] = (byte) (0xF0 | (point >> 18));
      target[at++] = continuation(point >> 12);
      target[at++] = continuation(point >> 6);
      target[at++] = continuation(point);
    } else if (!(index > 0 && isPair(text, index - 1))) {
      target[at++] = '?';
    }
    return at;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
