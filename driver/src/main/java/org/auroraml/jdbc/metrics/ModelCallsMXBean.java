package org.auroraml.jdbc.metrics;

import java.util.List;

/**
 * What was asked of models for one server, as {@code SHOW GLOBAL STATUS LIKE 'Aurora_ml%'} tells
 * it: by all connections of this JVM, since {@code FLUSH STATUS} or else since the first of them.
 * The names of the attributes are those of the status variables.
 */
public interface ModelCallsMXBean {

  /** Inputs asked for, without those that are NULL by rule. */
  long getLogicalRequests();

  /** Inputs that a service has answered. */
  long getLogicalResponses();

  /** Requests sent, retries included. */
  long getActualRequests();

  /** Requests answered without an error. */
  long getActualResponses();

  /** Inputs not sent, since they equal one whose answer was there. */
  long getCacheHits();

  /** Inputs that could not share a request. */
  long getSingleRequests();

  /** Requests that repeat one that failed. */
  long getRetryRequests();

  /**
   * The same for each model, and its times, by the models' names; {@code FLUSH STATUS} leaves it.
   */
  List<ModelTimes> getModels();
}
