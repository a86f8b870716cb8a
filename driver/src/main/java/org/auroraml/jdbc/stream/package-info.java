/**
 * Results whose model values are evaluated while they are read: the plan Overlay. They are result
 * sets of Connector/J's own over rows of ours, so that getters, conversions, positions and metadata
 * are Connector/J's.
 */
package org.auroraml.jdbc.stream;
