/**
 * What samples and tests need around the driver, on one machine and with nothing installed: a
 * server that speaks the protocols of SageMaker and Comprehend, models for it, an embedded MariaDB,
 * a local S3 and a data set.
 */
package org.auroraml.stand;
