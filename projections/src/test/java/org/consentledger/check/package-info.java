/** Tests of the index in memory. */
@NullMarked
package org.consentledger.check;

import org.jspecify.annotations.NullMarked;
