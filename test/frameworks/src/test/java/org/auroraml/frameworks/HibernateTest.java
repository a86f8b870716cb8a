package org.auroraml.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("F92: JPA with Hibernate")
@Transactional
class HibernateTest extends OnSpringBoot {
  @Autowired private EntityManager entities;

  @Test
  void entitiesAreStoredAndFound() {
    Reading stored = new Reading(2.5);
    entities.persist(stored);
    entities.flush();
    entities.clear();

    Reading found = entities.find(Reading.class, stored.id());

    assertThat(found).isNotSameAs(stored);
    assertThat(found.amount()).isEqualTo(2.5);
    assertThat(found.score()).isNull();
  }

  @Test
  @DisplayName("an ML function in a native query")
  void nativeQuery() {
    List<?> found =
        entities
            .createNativeQuery(
                "SELECT * FROM reading WHERE anomaly_score(amount) > :limit ORDER BY id",
                Reading.class)
            .setParameter("limit", 4)
            .getResultList();

    assertThat(found).hasSize(2).hasOnlyElementsOfType(Reading.class);
    assertThat(inputs()).isEqualTo(3);
  }

  @Test
  @DisplayName("an ML function that is registered, in a query of JPA")
  void registeredFunction() {
    assertThat(
            entities
                .createQuery(
                    "select anomaly_score(r.amount) from Reading r"
                        + " where anomaly_score(r.amount) > 4 order by anomaly_score(r.amount)",
                    Double.class)
                .getResultList())
        .containsExactly(5.0, 9.0);
  }

  @Test
  @DisplayName("F29: setMaxResults is a LIMIT by which models are asked for less")
  void pages() {
    assertThat(
            entities
                .createQuery(
                    "select r from Reading r where anomaly_score(r.amount) > 0 order by r.id",
                    Reading.class)
                .setMaxResults(1)
                .getResultList())
        .extracting(Reading::amount)
        .containsExactly(1.0);
  }

  @Test
  @DisplayName("an ML function in an UPDATE of JPA")
  void update() {
    int changed =
        entities
            .createQuery(
                "update Reading r set r.score = anomaly_score(r.amount) where r.score is null")
            .executeUpdate();

    assertThat(changed).isEqualTo(3);
    assertThat(
            entities
                .createQuery("select sum(r.score) from Reading r", Double.class)
                .getSingleResult())
        .isEqualTo(15.0);
  }
}
