package org.auroraml.reviews;

import java.util.Arrays;
import java.util.stream.Stream;
import org.auroraml.stand.SentimentModel;
import org.auroraml.stand.Stand;
import org.springframework.boot.SpringApplication;

/** Runs the service on a MariaDB and a model server of this machine's own, with some reviews. */
public final class OnStand {
  private OnStand() {}

  /** Ends when it is interrupted; arguments are Spring Boot's. */
  public static void main(String[] arguments) {
    Stand stand = Stand.start();
    stand.models().sentiment(new SentimentModel());
    String[] all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of(
                    "--spring.datasource.url=" + stand.jdbcUrl("shop"),
                    "--spring.datasource.username=root",
                    "--server.tomcat.basedir=" + stand.temporaryFiles(),
                    "--spring.sql.init.data-locations=classpath:stand-data.sql"))
            .toArray(String[]::new);
    String port =
        SpringApplication.run(ReviewsApplication.class, all)
            .getEnvironment()
            .getRequiredProperty("local.server.port");
    System.out.printf("Post a review on http://localhost:%s/ (Ctrl-C ends it)%n", port);
  }
}
