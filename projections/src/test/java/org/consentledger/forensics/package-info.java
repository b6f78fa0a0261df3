/** Forensics held to the law on generated histories. */
@NullMarked
package org.consentledger.forensics;

import org.jspecify.annotations.NullMarked;
