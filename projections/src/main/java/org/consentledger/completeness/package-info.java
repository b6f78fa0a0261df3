/** Which facts belong together, and the map that commits each checkpoint to all of them: what shows that none was left out. */
@NullMarked
package org.consentledger.completeness;

import org.jspecify.annotations.NullMarked;
