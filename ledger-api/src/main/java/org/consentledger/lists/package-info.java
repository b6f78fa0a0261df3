/** Lists of hashes as they are sent: rows out of CSV or NDJSON, packed or not, while they arrive. */
@NullMarked
package org.consentledger.lists;

import org.jspecify.annotations.NullMarked;
