/** Censuses asked of a running service. */
@NullMarked
package org.consentledger.censuses;

import org.jspecify.annotations.NullMarked;
