/** The index in memory beside databases that are asked the same questions. */
@NullMarked
package org.consentledger.peers;

import org.jspecify.annotations.NullMarked;
