package org.auroraml.grammar;

import java.util.Arrays;

/** A {@link Trial} of the parser that the first argument names. */
final class PeerTrial {
  private PeerTrial() {}

  /** The JVM's main method. */
  public static void main(String[] arguments) throws Exception {
    MeasuredParser parser =
        Peers.ALL.stream().filter(p -> p.name().equals(arguments[0])).findFirst().orElseThrow();
    Trial.run(parser, Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
