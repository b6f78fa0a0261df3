/** Tests of the standing view. */
@NullMarked
package org.consentledger.standing;

import org.jspecify.annotations.NullMarked;
