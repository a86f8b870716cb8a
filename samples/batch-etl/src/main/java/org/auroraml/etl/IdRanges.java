package org.auroraml.etl;

import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Divides the reviews without a score into ranges of ids, which are scored at the same time. */
@Component
class IdRanges implements Partitioner {
  static final String FROM = "from";
  static final String TO = "to";

  private final JdbcClient jdbc;

  IdRanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The first and the last id without a score. */
  private record Ids(Long first, Long last) {}

  @Override
  public Map<String, ExecutionContext> partition(int count) {
    Ids ids =
        jdbc.sql("SELECT MIN(id) AS first, MAX(id) AS last FROM review WHERE sentiment IS NULL")
            .query(Ids.class)
            .single();
    Map<String, ExecutionContext> ranges = new HashMap<>();
    if (ids.first() != null) {
      long width = (ids.last() - ids.first()) / count + 1;
      for (long from = ids.first(); from <= ids.last(); from += width) {
        ExecutionContext range = new ExecutionContext();
        range.putLong(FROM, from);
        range.putLong(TO, Math.min(from + width - 1, ids.last()));
        ranges.put("from-" + from, range);
      }
    }
    return ranges;
  }
}
