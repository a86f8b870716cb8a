/** SELECT … INTO OUTFILE S3: from the clause and a query's rows to the exporter. */
package org.auroraml.jdbc.export;
