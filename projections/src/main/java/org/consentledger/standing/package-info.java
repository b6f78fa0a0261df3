/** May we, at given coordinates: for one contact point and for millions. */
@NullMarked
package org.consentledger.standing;

import org.jspecify.annotations.NullMarked;
