package org.auroraml.reviews;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The table of reviews. Thread-safe. */
@Repository
public class Reviews {
  private static final String COLUMNS = "id, product, text, sentiment, confidence, posted";

  private final JdbcClient jdbc;

  Reviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Scores a review and stores it: one statement, and one request to Comprehend. */
  Review add(NewReview review) {
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.sql(
            """
            INSERT INTO review (product, text, sentiment, confidence)
            VALUES (:product, :text,
                    aws_comprehend_detect_sentiment(:text, 'en'),
                    aws_comprehend_detect_sentiment_confidence(:text, 'en'))
            """)
        .param("product", review.product())
        .param("text", review.text())
        .update(key);
    return find(key.getKeyAs(Number.class).longValue()).orElseThrow();
  }

  Optional<Review> find(long id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM review WHERE id = ?")
        .param(id)
        .query(Review.class)
        .optional();
  }

  /** The last reviews that have a score, the newest first. */
  List<Review> newest(int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM review WHERE sentiment IS NOT NULL ORDER BY id DESC LIMIT ?")
        .param(limit)
        .query(Review.class)
        .list();
  }

  /** In the order of products, and of sentiments within them. */
  List<SentimentCount> countBySentiment() {
    return jdbc.sql(
            """
            SELECT product, sentiment, COUNT(*) reviews FROM review
            WHERE sentiment IS NOT NULL
            GROUP BY product, sentiment ORDER BY product, sentiment
            """)
        .query(SentimentCount.class)
        .list();
  }
}
