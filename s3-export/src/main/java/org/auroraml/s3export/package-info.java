/**
 * Rows to S3 objects: row formats, spool files and uploads, for {@code SELECT … INTO OUTFILE S3}.
 *
 * <p>The package knows bytes and S3. It knows nothing of JDBC, SQL or character sets: whoever calls
 * it hands over each value as the bytes that shall stand in the object.
 */
package org.auroraml.s3export;
