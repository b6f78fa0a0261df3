/** The way in: commands become facts, singly through Axon's command bus or many at once, with the same decisions. */
@NullMarked
package org.consentledger.write;

import org.jspecify.annotations.NullMarked;
