package org.auroraml.jdbc;

/** The version of the driver. */
final class DriverVersion {
  static final int MAJOR = 0;
  static final int MINOR = 1;

  private DriverVersion() {}
}
