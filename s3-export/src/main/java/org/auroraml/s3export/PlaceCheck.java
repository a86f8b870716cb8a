package org.auroraml.s3export;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A look at the place of an export before its rows are paid for: credentials, bucket, and objects
 * in the way. {@link S3Exporter#check} begins it. S3 is asked on a thread of its own, so that any
 * other may end the waiting at once, also while S3 does not answer.
 */
public final class PlaceCheck {
  private final ExportRequest request;
  private final S3Clients clients;
  private final CompletableFuture<Place> place = new CompletableFuture<>();
  private final Outcome outcome;
  private final Thread thread;

  /**
   * Where an export goes.
   *
   * @param client asks S3
   * @param region the bucket's
   */
  record Place(S3Client client, String region) {}

  /** What is looked at. */
  @FunctionalInterface
  interface Look {
    Place at(S3Clients clients, ExportRequest request) throws S3ExportException;
  }

  /** Begins to look. */
  PlaceCheck(ExportRequest request, S3Clients clients, Path spool, Look look) {
    this.request = request;
    this.clients = clients;
    this.outcome = new Outcome(request.to(), spool);
    // It has the context class loader of whoever exports, which finds the application's classes.
    this.thread = new Thread(() -> run(look), "auroraml-s3-check");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Look look) {
    try {
      place.complete(look.at(clients, request));
    } catch (S3ExportException | RuntimeException | Error e) {
      place.completeExceptionally(e);
    }
  }

  /**
   * Waits for the end.
   *
   * @throws S3ExportException if an export to that place can't succeed, or after {@link #cancel} or
   *     {@link #timeOut}
   */
  public void await() throws S3ExportException {
    Place unused = place();
  }

  /** The place; waits until it is looked at. */
  Place place() throws S3ExportException {
    try {
      return outcome.await(place);
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw Outcome.interrupted(e);
    }
  }

  ExportRequest request() {
    return request;
  }

  /** Ends the waiting, and what S3 is asked, from any thread. No effect on one that is done. */
  public void cancel() {
    end(new CancellationException());
  }

  /** Ends it as {@link #cancel} does, but it fails as a statement does whose time is over. */
  public void timeOut() {
    end(new TimeoutException());
  }

  private void end(Exception reason) {
    if (place.completeExceptionally(reason)) {
      thread.interrupt();
      clients.abandon(thread);
    }
  }
}
