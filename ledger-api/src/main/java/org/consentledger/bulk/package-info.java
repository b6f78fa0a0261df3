/** The doors for whole lists: who of them may be matched now, and what may be said of each at any coordinates. */
@NullMarked
package org.consentledger.bulk;

import org.jspecify.annotations.NullMarked;
