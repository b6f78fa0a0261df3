/** The ledger's facts as Parquet files, for engines that go beyond one machine; and tables of anything else. */
@NullMarked
package org.consentledger.export;

import org.jspecify.annotations.NullMarked;
