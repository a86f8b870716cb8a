package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("F92: jOOQ")
class JooqTest extends OnSpringBoot {
  private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
  private static final Field<Double> SCORE =
      function("anomaly_score", SQLDataType.DOUBLE, field(name("amount"), SQLDataType.DOUBLE));

  @Autowired private DSLContext jooq;

  @Test
  void theDialectIsFoundByItself() {
    assertThat(jooq.dialect().family()).isIn(SQLDialect.MYSQL, SQLDialect.MARIADB);
  }

  @Test
  void aQueryAsksTheModel() {
    assertThat(
            jooq.select(ID, SCORE)
                .from(table(name("reading")))
                .where(SCORE.gt(4.0))
                .orderBy(ID)
                .fetch(SCORE))
        .containsExactly(5.0, 9.0);
    assertThat(inputs()).isEqualTo(3);
  }

  @Test
  void anUpdateAsksTheModel() {
    assertThat(
            jooq.update(table(name("reading")))
                .set(field(name("score"), SQLDataType.DOUBLE), SCORE)
                .where(ID.eq(2L))
                .execute())
        .isEqualTo(1);
    assertThat(jdbc.queryForObject("SELECT score FROM reading WHERE id = 2", Double.class))
        .isEqualTo(5.0);
  }
}
