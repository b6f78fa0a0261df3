/** Censuses of generated histories. */
@NullMarked
package org.consentledger.census;

import org.jspecify.annotations.NullMarked;
