/** The main job, end to end: models called from SQL and a result exported to S3, on real parts. */
package org.auroraml.quickstart;
