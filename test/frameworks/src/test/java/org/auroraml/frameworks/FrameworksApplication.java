package org.auroraml.frameworks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that leaves everything to Spring Boot and application.yml. */
@SpringBootApplication
class FrameworksApplication {}
