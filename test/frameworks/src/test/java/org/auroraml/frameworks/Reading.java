package org.auroraml.frameworks;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** An entity. */
@Entity
class Reading {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private double amount;
  private Double score;

  /** For Hibernate. */
  protected Reading() {}

  Reading(double amount) {
    this.amount = amount;
  }

  Long id() {
    return id;
  }

  double amount() {
    return amount;
  }

  Double score() {
    return score;
  }
}
