/** Exports of generated histories. */
@NullMarked
package org.consentledger.export;

import org.jspecify.annotations.NullMarked;
