package org.auroraml.s3export;

import java.util.Locale;

/**
 * How bytes make characters, as far as escaping has to know: a byte that belongs to a longer
 * character is no delimiter, even if it looks like one. In the East Asian character sets below it
 * may look like an ASCII character; in UTF-8 it may be the first byte of a longer delimiter.
 */
public enum Characters {
  /** Each byte is a character, or may be taken for one. */
  SINGLE_BYTES(0, 0),
  UTF_8(0xc2, 0xf4),
  GBK(0x81, 0xfe),
  BIG5(0xa1, 0xf9),
  SHIFT_JIS(0x81, 0xfc),
  EUC_KR(0x81, 0xfe),
  GB18030(0x81, 0xfe);

  private final int firstLead;
  private final int lastLead;

  Characters(int firstLead, int lastLead) {
    this.firstLead = firstLead;
    this.lastLead = lastLead;
  }

  /**
   * Those of a character set.
   *
   * @param name its name in MySQL or in Java
   */
  public static Characters of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "utf8", "utf8mb3", "utf8mb4", "utf-8" -> UTF_8;
      case "gbk" -> GBK;
      case "big5" -> BIG5;
      case "sjis", "cp932", "shift_jis", "windows-31j", "ms932" -> SHIFT_JIS;
      case "euckr", "euc-kr", "euc_kr" -> EUC_KR;
      case "gb18030" -> GB18030;
      default -> SINGLE_BYTES;
    };
  }

  /** The bytes of the character that begins there, in a value that has an end. */
  int length(byte[] value, int at, int end) {
    int first = value[at] & 0xff;
    if (first < firstLead || first > lastLead || firstLead == 0 || at + 1 == end) {
      return 1;
    }
    int second = value[at + 1] & 0xff;
    return switch (this) {
      case SINGLE_BYTES -> 1;
      case UTF_8 -> Math.max(1, OutfileValues.utf8Length(value, at, end));
      case GBK -> second >= 0x40 && second != 0x7f && second <= 0xfe ? 2 : 1;
      case BIG5 -> (second >= 0x40 && second <= 0x7e) || (second >= 0xa1 && second <= 0xfe) ? 2 : 1;
      case SHIFT_JIS ->
          (first <= 0x9f || first >= 0xe0) && second >= 0x40 && second != 0x7f && second <= 0xfc
              ? 2
              : 1;
      case EUC_KR ->
          (second >= 0x41 && second <= 0x5a)
                  || (second >= 0x61 && second <= 0x7a)
                  || (second >= 0x81 && second <= 0xfe)
              ? 2
              : 1;
      case GB18030 ->
          second >= 0x40 && second != 0x7f && second <= 0xfe ? 2 : isFour(value, at, end) ? 4 : 1;
    };
  }

  private static boolean isFour(byte[] value, int at, int end) {
    return at + 3 < end
        && isDigit(value[at + 1])
        && (value[at + 2] & 0xff) >= 0x81
        && (value[at + 2] & 0xff) <= 0xfe
        && isDigit(value[at + 3]);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
