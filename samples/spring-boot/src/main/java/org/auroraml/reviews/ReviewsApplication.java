package org.auroraml.reviews;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. It knows the driver by application.yml and by its SQL, and no more of it. */
@SpringBootApplication
public class ReviewsApplication {
  /** Runs it on the database that the environment names. */
  public static void main(String[] arguments) {
    SpringApplication.run(ReviewsApplication.class, arguments);
  }
}
