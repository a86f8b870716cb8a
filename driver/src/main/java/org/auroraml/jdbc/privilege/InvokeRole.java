package org.auroraml.jdbc.privilege;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The roles of Aurora MySQL 3 that let a user call services, and the privileges of Aurora MySQL 2
 * that were granted in their place (feature F40).
 */
public enum InvokeRole {
  AWS_SAGEMAKER_ACCESS("INVOKE SAGEMAKER"),
  AWS_COMPREHEND_ACCESS("INVOKE COMPREHEND"),
  AWS_BEDROCK_ACCESS("INVOKE BEDROCK"),
  AWS_SELECT_S3_ACCESS("SELECT INTO S3"),
  AWS_LOAD_S3_ACCESS("LOAD FROM S3");

  private final String privilege;

  InvokeRole(String privilege) {
    this.privilege = privilege;
  }

  /** The privilege of that role, as GRANT names it. */
  public String privilege() {
    return privilege;
  }

  /** The role that a word of GRANT means; empty for privileges and roles of the server's own. */
  public static Optional<InvokeRole> named(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    String bare =
        upper.length() > 2 && "'\"`".indexOf(upper.charAt(0)) >= 0
            ? upper.substring(1, upper.length() - 1)
            : upper;
    return Arrays.stream(values())
        .filter(role -> role.privilege.equals(upper) || role.name().equals(bare))
        .findFirst();
  }
}
