/** The jobs, held to the service's own answers on generated histories. */
@NullMarked
package org.consentledger.spark;

import org.jspecify.annotations.NullMarked;
