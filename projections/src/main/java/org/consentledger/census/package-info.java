/** How many persons and contact points could be used for which purpose, on any date or on every day of a period. */
@NullMarked
package org.consentledger.census;

import org.jspecify.annotations.NullMarked;
