package org.auroraml.reviews;

import jakarta.validation.Valid;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The service's interface, which its page uses too. */
@RestController
@RequestMapping("/api")
public class ReviewController {
  private static final int SHOWN = 20;

  /** The driver's error code where a model could not be asked (docs/how-it-works.md). */
  private static final int MODEL_FAILED = 30002;

  private final Reviews reviews;

  ReviewController(Reviews reviews) {
    this.reviews = reviews;
  }

  @PostMapping("/reviews")
  ResponseEntity<Review> post(@Valid @RequestBody NewReview review) {
    Review stored = reviews.add(review);
    return ResponseEntity.created(URI.create("/api/reviews/" + stored.id())).body(stored);
  }

  @GetMapping("/reviews/{id}")
  Review get(@PathVariable long id) {
    return reviews.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @GetMapping("/reviews")
  List<Review> newest() {
    return reviews.newest(SHOWN);
  }

  @GetMapping("/sentiment")
  List<SentimentCount> sentiment() {
    return reviews.countBySentiment();
  }

  /** Where Comprehend fails the statement fails, and the review is not stored. */
  @ExceptionHandler
  ProblemDetail modelFailed(DataAccessException e) {
    if (e.getCause() instanceof SQLException sql && sql.getErrorCode() == MODEL_FAILED) {
      return ProblemDetail.forStatusAndDetail(
          HttpStatus.SERVICE_UNAVAILABLE, "The review could not be scored; try again later.");
    }
    throw e;
  }
}
