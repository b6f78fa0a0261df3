/** Provenance over HTTP: where a contact point came from, and where it went. */
@NullMarked
package org.consentledger.traces;

import org.jspecify.annotations.NullMarked;
