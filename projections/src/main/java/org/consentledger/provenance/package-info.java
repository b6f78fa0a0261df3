/** Where contact points came from, and where what was known of them went. */
@NullMarked
package org.consentledger.provenance;

import org.jspecify.annotations.NullMarked;
