package org.auroraml.etl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The job as a program: its exit status is 0 where the run is done, else 1. */
@SpringBootApplication
@EnableConfigurationProperties(EtlSettings.class)
public class EtlApplication {
  /** Runs the job on the database that the environment names. */
  public static void main(String[] arguments) {
    System.exit(SpringApplication.exit(SpringApplication.run(EtlApplication.class, arguments)));
  }
}
