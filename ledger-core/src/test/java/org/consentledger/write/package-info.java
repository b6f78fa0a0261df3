/** Tests of the way in. */
@NullMarked
package org.consentledger.write;

import org.jspecify.annotations.NullMarked;
