/** Tests of the matchers' door. */
@NullMarked
package org.consentledger.online;

import org.jspecify.annotations.NullMarked;
