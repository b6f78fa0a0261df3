/** The matchers' door: may these be matched, now? */
@NullMarked
package org.consentledger.online;

import org.jspecify.annotations.NullMarked;
