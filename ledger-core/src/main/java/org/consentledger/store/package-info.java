/** The ledger on PostgreSQL: one gapless sequence of sealed entries, appended in groups and read in order. */
@NullMarked
package org.consentledger.store;

import org.jspecify.annotations.NullMarked;
