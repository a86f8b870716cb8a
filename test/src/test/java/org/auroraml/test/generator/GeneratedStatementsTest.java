package org.auroraml.test.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.auroraml.test.oracle.Functions;
import org.auroraml.test.oracle.SideBySide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * F30, F27: statements that nobody wrote give what they give with stored functions, or are refused.
 * {@code -Dauroraml.generator.seed} and {@code -Dauroraml.generator.statements} say which and how
 * many, {@code -Dauroraml.generator.skip=SEED,SEED} which not: some end the server, with stored
 * functions, too. {@code -Dauroraml.generator.lazy=N} tells N of those that {@link #lazyInputs()}
 * counts.
 */
class GeneratedStatementsTest {
  private static final long SEED = Long.getLong("auroraml.generator.seed", 1);
  private static final int STATEMENTS = Integer.getInteger("auroraml.generator.statements", 2000);

  /** MariaDB 11.4.5 ends at what seed 1656 makes, with ML functions. */
  private static final List<String> SKIPPED =
      List.of(System.getProperty("auroraml.generator.skip", "1656").split(","));

  /** The share of statements that may be refused. */
  private static final double REFUSED = 0.01;

  /** The share of statements that may fail on both sides, which shows little. */
  private static final double FAILED = 0.2;

  /**
   * The share of the statements that are equal for which more inputs may be sent than a stored
   * function is called with, where the server is lazy; to come down with F28 and F29.
   */
  private static final double LAZILY_DEARER = 0.13;

  private static SideBySide sides;
  private static Tally tally;

  @BeforeAll
  static void run() throws SQLException {
    sides = SideBySide.start(Functions.ofOracle().logging(), Tables::load);
    tally = new Tally(sides);
    for (long seed = SEED; seed < SEED + STATEMENTS; seed++) {
      if (!SKIPPED.contains(Long.toString(seed))) {
        tally.add(seed);
      }
    }
    System.out.println(tally);
  }

  @AfterAll
  static void stop() throws SQLException {
    sides.close();
  }

  @Test
  @DisplayName("F30 nothing is wrong that is not known to be")
  void nothingIsWrong() {
    assertThat(tally.wrong()).isEmpty();
  }

  @Test
  @DisplayName("F24 F25 few are refused")
  void fewAreRefused() {
    assertThat((double) tally.refused() / tally.statements()).isLessThan(REFUSED);
  }

  @Test
  @DisplayName("most statements run")
  void fewFail() {
    assertThat((double) tally.failed() / tally.statements()).isLessThan(FAILED);
  }

  @Test
  @DisplayName("F27 no more inputs are sent than a stored function is called with")
  void inputs() {
    assertThat(tally.dearer()).isEmpty();
  }

  @Test
  @DisplayName("F28 F29 mostly also where the server need not call the function for each row")
  void lazyInputs() {
    assertThat((double) tally.lazilyDearer() / tally.equal()).isLessThan(LAZILY_DEARER);
  }
}
