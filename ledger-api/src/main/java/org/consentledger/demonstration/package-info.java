/** An invented platform's eleven years, handed in through the public interface, and three days of them to look at. */
@NullMarked
package org.consentledger.demonstration;

import org.jspecify.annotations.NullMarked;
