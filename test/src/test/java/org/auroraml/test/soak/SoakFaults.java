package org.auroraml.test.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.auroraml.test.network.TcpForwarder.Fault;

/**
 * Faults at random, of answers that begin: calm, bad and stormy times follow each other. The same
 * seed gives the same sequence. Thread-safe.
 */
final class SoakFaults {
  private static final long PHASE_SECONDS = 7;
  private static final byte[] HEAD = "HTTP/1.1 ".getBytes(ISO_8859_1);

  private final Random random;
  private final List<Phase> phases;
  private final Map<String, Integer> fired = new TreeMap<>();
  private final long start = System.nanoTime();

  /**
   * @param perThousand answers that are spoiled
   * @param busy whether only 503 is answered then
   */
  private record Phase(int perThousand, boolean busy) {}

  private SoakFaults(long seed, List<Phase> phases) {
    this.random = new Random(seed);
    this.phases = phases;
  }

  /** Those of models: none, one in twenty, three in ten, and storms of 503. */
  static SoakFaults ofModels(long seed) {
    return new SoakFaults(
        seed,
        List.of(
            new Phase(50, false),
            new Phase(0, false),
            new Phase(300, false),
            new Phase(20, false),
            new Phase(900, true)));
  }

  /** Those of S3: one answer in fifty. */
  static SoakFaults ofS3(long seed) {
    return new SoakFaults(seed, List.of(new Phase(20, false)));
  }

  /** The fault of the next bytes of a server. */
  synchronized Fault next(byte[] bytes, int length) {
    if (length < HEAD.length || !startsWithHead(bytes)) {
      return new Fault.None();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    Phase phase = phases.get((int) (seconds / PHASE_SECONDS % phases.size()));
    if (random.nextInt(1000) >= phase.perThousand) {
      return new Fault.None();
    }
    return phase.busy ? busy() : any();
  }

  private static boolean startsWithHead(byte[] bytes) {
    for (int i = 0; i < HEAD.length; i++) {
      if (bytes[i] != HEAD[i]) {
        return false;
      }
    }
    return true;
  }

  private Fault busy() {
    return count("503", answer(503, "ServiceUnavailable", "{\"message\":\"busy\"}"));
  }

  private Fault any() {
    return switch (random.nextInt(7)) {
      case 0 -> count("reset", new Fault.Reset());
      case 1 -> count("truncated", new Fault.Truncate());
      case 2 -> count("dribble", new Fault.Dribble());
      case 3 -> count("empty body", answer(200, "", ""));
      case 4 -> count("500", answer(500, "InternalFailure", "{\"message\":\"sorry\"}"));
      case 5 -> busy();
      default ->
          count(
              "throttling", answer(400, "ThrottlingException", "{\"message\":\"Rate exceeded\"}"));
    };
  }

  private Fault count(String name, Fault fault) {
    fired.merge(name, 1, Integer::sum);
    return fault;
  }

  private static Fault answer(int status, String type, String body) {
    String head =
        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nx-amzn-ErrorType: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, type, body.length());
    return new Fault.Replace((head + body).getBytes(ISO_8859_1));
  }

  /** How often each fault was met. */
  synchronized Map<String, Integer> fired() {
    return new TreeMap<>(fired);
  }
}
