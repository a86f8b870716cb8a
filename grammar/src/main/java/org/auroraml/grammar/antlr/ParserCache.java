package org.auroraml.grammar.antlr;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;

/**
 * What ANTLR learns while it parses: the states of its decision automata. ANTLR would keep them in
 * static fields for ever; here they are thrown away and learned anew when there are too many.
 */
final class ParserCache {
  /** A state costs about 1 KB. */
  private static final int MAX_STATES = 10_000;

  /** Counting all states takes longer than a parse, so it is done now and then. */
  private static final int PARSES_BETWEEN_COUNTS = 256;

  /** A cache must outlive the calls of a static method; nothing but speed depends on it. */
  private static final AtomicReference<ParserCache> CURRENT =
      new AtomicReference<>(new ParserCache());

  final DFA[] lexerAutomata = automata(MySqlLexer._ATN);
  final PredictionContextCache lexerContexts = new PredictionContextCache();
  final DFA[] parserAutomata = automata(MySqlParser._ATN);
  final PredictionContextCache parserContexts = new PredictionContextCache();
  private final AtomicInteger parses = new AtomicInteger();

  private static DFA[] automata(ATN atn) {
    DFA[] automata = new DFA[atn.getNumberOfDecisions()];
    for (int decision = 0; decision < automata.length; decision++) {
      automata[decision] = new DFA(atn.getDecisionState(decision), decision);
    }
    return automata;
  }

  /** The cache to parse with; to be asked for once for each statement. */
  static ParserCache current() {
    ParserCache cache = CURRENT.get();
    if (cache.parses.incrementAndGet() % PARSES_BETWEEN_COUNTS == 0
        && cache.states() > MAX_STATES) {
      forget(cache);
    }
    return cache;
  }

  /** Starts anew, for instance since a parse broke off in the middle of learning. */
  static void forget(ParserCache cache) {
    CURRENT.compareAndSet(cache, new ParserCache());
  }

  /** How many states are known. */
  int states() {
    int states = 0;
    for (DFA automaton : lexerAutomata) {
      states += automaton.states.size();
    }
    for (DFA automaton : parserAutomata) {
      states += automaton.states.size();
    }
    return states;
  }
}
