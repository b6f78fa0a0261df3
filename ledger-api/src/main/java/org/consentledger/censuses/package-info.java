/** Censuses over HTTP: how many could be used for which purpose, on any date. */
@NullMarked
package org.consentledger.censuses;

import org.jspecify.annotations.NullMarked;
