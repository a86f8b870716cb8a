package org.auroraml.batching;

import java.util.List;

/** Takes inputs out of a service's words, which may quote them ("could not convert 'x'"). */
final class Redaction {
  private static final String MARK = "[input]";

  private Redaction() {}

  static String of(String message, List<ModelInput> inputs) {
    String redacted = message;
    for (ModelInput input : inputs) {
      for (int i = 0; i < input.size(); i++) {
        String argument = input.argument(i);
        // A single character tells nothing, and would tear words apart.
        if (argument != null && argument.length() > 1) {
          redacted = replace(redacted, argument);
        }
      }
    }
    return redacted;
  }

  /** Replaces whole words only: "1.5" is not in "1.53". */
  private static String replace(String text, String secret) {
    int at = text.indexOf(secret);
    if (at < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (at >= 0) {
      int end = at + secret.length();
      boolean whole =
          (at == 0 || !joins(text.charAt(at - 1), secret.charAt(0)))
              && (end == text.length()
                  || !joins(secret.charAt(secret.length() - 1), text.charAt(end)));
      if (whole) {
        result.append(text, copied, at).append(MARK);
        copied = end;
      }
      at = text.indexOf(secret, whole ? end : at + 1);
    }
    return result.append(text, copied, text.length()).toString();
  }

  private static boolean joins(char left, char right) {
    return Character.isLetterOrDigit(left) && Character.isLetterOrDigit(right);
  }
}
