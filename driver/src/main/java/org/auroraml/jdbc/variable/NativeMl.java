package org.auroraml.jdbc.variable;

import java.util.Map;
import java.util.Set;

/**
 * Who evaluates ML functions on a server that may have them itself: the setting {@code nativeMl}
 * (feature F96).
 */
public enum NativeMl {
  AUTO,
  DRIVER,
  SERVER;

  /** Aurora MySQL can call a service when its cluster has a role for it. */
  private static final Set<AuroraVariable> ROLES =
      Set.of(
          AuroraVariable.DEFAULT_SAGEMAKER_ROLE,
          AuroraVariable.DEFAULT_COMPREHEND_ROLE,
          AuroraVariable.DEFAULT_BEDROCK_ROLE);

  /**
   * Whether the server evaluates.
   *
   * @param ofServer those of Aurora's variables that it has, with their values
   */
  public boolean isServers(Map<AuroraVariable, String> ofServer) {
    return switch (this) {
      case AUTO -> ROLES.stream().anyMatch(role -> !ofServer.getOrDefault(role, "").isBlank());
      case DRIVER -> false;
      case SERVER -> true;
    };
  }
}
