/** Incidents and censuses over exported facts, as Apache Spark jobs: the law itself, person by person. */
@NullMarked
package org.consentledger.spark;

import org.jspecify.annotations.NullMarked;
