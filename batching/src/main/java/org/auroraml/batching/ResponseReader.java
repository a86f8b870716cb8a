package org.auroraml.batching;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;

/**
 * Reads a SageMaker response: one text for each input, null for a JSON null or an empty CSV field
 * (feature F7). The content type says what the body is; but as many containers answer JSON as
 * text/csv, or CSV as text/html or application/json, the first character has the last word.
 */
final class ResponseReader {

  private ResponseReader() {}

  /**
   * @param contentType as the header has it, or null
   * @param expected how many inputs were sent
   */
  static List<String> read(byte[] body, String contentType, int expected)
      throws UnreadableResponse {
    String text = decode(body, contentType);
    // A line end alone is a CSV line without a value: the NULL of one input.
    List<String> values =
        text.isBlank() ? CsvValues.read(text, expected) : values(text, contentType, expected);
    if (values.size() != expected && text.isBlank()) {
      throw new UnreadableResponse(
          "gave no values for " + inputs(expected) + ": its body is empty");
    }
    if (values.size() != expected) {
      throw new UnreadableResponse(
          "gave "
              + values.size()
              + (values.size() == 1 ? " value for " : " values for ")
              + inputs(expected));
    }
    return values;
  }

  private static List<String> values(String text, String contentType, int expected)
      throws UnreadableResponse {
    char first = text.stripLeading().charAt(0);
    if (first == '{' || first == '[') {
      return JsonValues.read(text, expected);
    }
    if (first == '<') {
      throw new UnreadableResponse("answered with markup instead of values");
    }
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json")) {
      try {
        return JsonValues.read(text, expected);
      } catch (UnreadableResponse notJson) {
        return CsvValues.read(text, expected);
      }
    }
    return CsvValues.read(text, expected);
  }

  static String inputs(int count) {
    return count + (count == 1 ? " input" : " inputs");
  }

  /** The body as text, in the character set that its content type names, else in UTF-8. */
  static String decode(byte[] body, String contentType) throws UnreadableResponse {
    try {
      String text = charset(contentType).newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableResponse("answered with something that is not text");
    }
  }

  private static Charset charset(String contentType) {
    String parameter = "charset=";
    int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf(parameter);
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    String name = contentType.substring(at + parameter.length());
    int end = name.indexOf(';');
    name = (end < 0 ? name : name.substring(0, end)).replace("\"", "").strip();
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
