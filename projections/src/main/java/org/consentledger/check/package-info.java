/** May we, from memory, at any coordinates: every person's facts kept compactly, and verdicts straight from them. */
@NullMarked
package org.consentledger.check;

import org.jspecify.annotations.NullMarked;
