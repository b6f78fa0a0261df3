/** The ledger as others follow it: its tree in tiles, signed as it grows, and never signed against what was signed before. */
@NullMarked
package org.consentledger.checkpoints;

import org.jspecify.annotations.NullMarked;
