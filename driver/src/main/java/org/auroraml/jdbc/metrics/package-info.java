/** The counters and timers of model calls for Micrometer and JMX (feature F46). */
package org.auroraml.jdbc.metrics;
