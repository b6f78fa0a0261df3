/** Incidents over HTTP. */
@NullMarked
package org.consentledger.incidents;

import org.jspecify.annotations.NullMarked;
