package org.auroraml.reviews;

import org.auroraml.stand.ModelServer;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The stand that the tests of this JVM share: started at first use, it ends with the JVM. */
final class ReviewsStand {
  private static final class Holder {
    static final Stand STAND = Stand.start();
  }

  private ReviewsStand() {}

  static ModelServer models() {
    return Holder.STAND.models();
  }

  /** Deleted when this JVM ends. */
  static String temporaryFiles() {
    return Holder.STAND.temporaryFiles().toString();
  }

  /** Points the service at a database of the test's own, and Comprehend at a working model. */
  static void use(DynamicPropertyRegistry properties, String database) {
    models().sentiment(new SentimentModel());
    properties.add(
        "spring.datasource.url", () -> Holder.STAND.jdbcUrl(database, "mlRetryBudgetMs=500"));
    properties.add("spring.datasource.username", () -> "root");
    properties.add("server.tomcat.basedir", ReviewsStand::temporaryFiles);
    properties.add("spring.datasource.hikari.maximum-pool-size", () -> 2);
  }
}
