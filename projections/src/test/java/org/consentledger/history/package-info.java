/** Tests of histories. */
@NullMarked
package org.consentledger.history;

import org.jspecify.annotations.NullMarked;
