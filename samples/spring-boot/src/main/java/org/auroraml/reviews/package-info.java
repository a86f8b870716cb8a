/** A REST service with a page: reviews are scored by Comprehend as they are posted. */
package org.auroraml.reviews;
