/** A Spring Batch job that scores a table in restartable chunks and exports it to S3. */
package org.auroraml.etl;
