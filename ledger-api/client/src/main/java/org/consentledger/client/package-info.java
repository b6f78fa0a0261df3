/** A client of the matchers' door: may these be matched, now? */
@NullMarked
package org.consentledger.client;

import org.jspecify.annotations.NullMarked;
