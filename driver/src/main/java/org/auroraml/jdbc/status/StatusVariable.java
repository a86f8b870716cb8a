package org.auroraml.jdbc.status;

import java.util.LinkedHashMap;
import java.util.Map;
import org.auroraml.batching.Counters;

/** The status variables of Aurora MySQL's machine learning (feature F45), in SHOW STATUS' order. */
public enum StatusVariable {
  ACTUAL_REQUEST_CNT("Aurora_ml_actual_request_cnt"),
  ACTUAL_RESPONSE_CNT("Aurora_ml_actual_response_cnt"),
  CACHE_HIT_CNT("Aurora_ml_cache_hit_cnt"),
  LOGICAL_REQUEST_CNT("Aurora_ml_logical_request_cnt"),
  LOGICAL_RESPONSE_CNT("Aurora_ml_logical_response_cnt"),
  RETRY_REQUEST_CNT("Aurora_ml_retry_request_cnt"),
  SINGLE_REQUEST_CNT("Aurora_ml_single_request_cnt");

  private final String sqlName;

  StatusVariable(String sqlName) {
    this.sqlName = sqlName;
  }

  /** The name in SQL. */
  public String sqlName() {
    return sqlName;
  }

  /** The variable's value. */
  public long of(Counters counters) {
    return switch (this) {
      case ACTUAL_REQUEST_CNT -> counters.actualRequests();
      case ACTUAL_RESPONSE_CNT -> counters.actualResponses();
      case CACHE_HIT_CNT -> counters.cacheHits();
      case LOGICAL_REQUEST_CNT -> counters.logicalRequests();
      case LOGICAL_RESPONSE_CNT -> counters.logicalResponses();
      case RETRY_REQUEST_CNT -> counters.retries();
      case SINGLE_REQUEST_CNT -> counters.singleRequests();
    };
  }

  /** All of them as SHOW STATUS tells them. */
  public static Map<String, String> rows(Counters counters) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (StatusVariable variable : values()) {
      rows.put(variable.sqlName, Long.toString(variable.of(counters)));
    }
    return rows;
  }
}
