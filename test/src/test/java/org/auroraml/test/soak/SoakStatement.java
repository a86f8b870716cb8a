package org.auroraml.test.soak;

import java.util.List;
import java.util.Random;

/**
 * A statement of the soak.
 *
 * @param kind as the report names it
 * @param type what it does
 * @param text with {@code ?} for its numbers
 * @param numbers those numbers
 */
record SoakStatement(String kind, Type type, String text, List<Integer> numbers) {

  /** What a statement does. */
  enum Type {
    READ,
    WRITE,
    EXPORT
  }

  /** A kind of statements over rows of items: from a number to another one, with a third. */
  private record Template(String kind, Type type, int rows, String text) {}

  private static final String ROWS = "id BETWEEN ? AND ?";

  private static final List<Template> TEMPLATES =
      List.of(
          new Template("plain", Type.READ, 50, "SELECT id, v FROM items WHERE " + ROWS),
          new Template(
              "overlay",
              Type.READ,
              900,
              "SELECT id, ml_num(v), ml_label(v) FROM items WHERE " + ROWS),
          new Template(
              "overlay2",
              Type.READ,
              300,
              "SELECT s, ml_str(s), ml_dec(v) FROM items WHERE " + ROWS),
          new Template(
              "where",
              Type.READ,
              500,
              "SELECT id FROM items WHERE " + ROWS + " AND ml_num(v) > ? - 50"),
          new Template(
              "aggregate",
              Type.READ,
              500,
              "SELECT ml_label(v) l, COUNT(*), SUM(ml_num(v)), MAX(ml_dec(v)) FROM items WHERE "
                  + ROWS
                  + " GROUP BY l"),
          new Template(
              "join",
              Type.READ,
              60,
              "SELECT a.id, ml_two(a.v, b.v) + 1 FROM items a JOIN items b ON b.id = a.id + 1 AND"
                  + " ml_int(a.v) <> ml_int(b.v) WHERE a."
                  + ROWS),
          new Template(
              "subquery",
              Type.READ,
              60,
              "SELECT id, (SELECT MAX(ml_num(b.v)) FROM items b WHERE b.id = a.id % 50) FROM items"
                  + " a WHERE "
                  + ROWS),
          new Template(
              "comprehend",
              Type.READ,
              90,
              "SELECT id, aws_comprehend_detect_sentiment(s, 'en'),"
                  + " aws_comprehend_detect_sentiment_confidence(s, 'en') FROM items WHERE "
                  + ROWS),
          new Template(
              "comprehend2",
              Type.READ,
              90,
              "SELECT AVG(CASE aws_comprehend_detect_sentiment(s, 'en') WHEN 'POSITIVE' THEN 1.0 ELSE"
                  + " 0.0 END) FROM items WHERE "
                  + ROWS),
          new Template(
              "bedrock",
              Type.READ,
              15,
              "SELECT id, ml_bed(JSON_OBJECT('i', id, 's', s)) FROM items WHERE " + ROWS),
          new Template("constant", Type.READ, 1, "SELECT ml_num(? + ?), ml_str('x'), ml_label(?)"),
          new Template(
              "update",
              Type.WRITE,
              50,
              "UPDATE w SET r = ml_num(v) + 1, m = ml_label(v) WHERE "
                  + ROWS
                  + " AND COALESCE(ml_int(v), 0) <> ?"),
          new Template(
              "replace",
              Type.WRITE,
              20,
              "REPLACE INTO w SELECT id % 200 + 1000, v, s, ml_num(v),"
                  + " aws_comprehend_detect_sentiment(s, 'en') FROM items WHERE "
                  + ROWS),
          new Template(
              "values",
              Type.WRITE,
              1,
              "REPLACE INTO w VALUES (? % 9 + 2000, ?, 'v', ml_num(?), ml_label(7)), (2100, 5, 'w',"
                  + " ml_two(5, 6), NULL)"),
          new Template(
              "delete",
              Type.WRITE,
              300,
              "DELETE FROM w WHERE id - 1000 BETWEEN ? AND ? AND ml_int(v) % 3 = ? % 3"),
          new Template(
              "export",
              Type.EXPORT,
              400,
              "SELECT id, ml_num(v), s FROM items WHERE " + ROWS + " ORDER BY id"));

  /**
   * One at random.
   *
   * @param client whose table is written
   */
  static SoakStatement next(Random random, int client) {
    Template template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
    int first = random.nextInt(SoakStand.ITEMS / 20) * 10;
    int more = 1 + random.nextInt(template.rows);
    int third = random.nextInt(60);
    String text =
        template.type == Type.WRITE
            ? template.text.replaceFirst(" w ", " w" + client + " ")
            : template.text;
    boolean three = text.chars().filter(c -> c == '?').count() == 3;
    int from = template.type == Type.WRITE && !text.startsWith("REPLACE") ? first % 50 : first;
    return new SoakStatement(
        template.kind,
        template.type,
        text,
        three ? List.of(from, from + more, third) : List.of(from, from + more));
  }

  /** Whether it is Connector/J's alone. */
  boolean isPlain() {
    return kind.equals("plain");
  }

  /** The text with its numbers in it. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      sql.append(c == '?' ? numbers.get(number++).toString() : c);
    }
    return sql.toString();
  }
}
