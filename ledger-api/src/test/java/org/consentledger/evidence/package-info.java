@NullMarked
package org.consentledger.evidence;

import org.jspecify.annotations.NullMarked;
