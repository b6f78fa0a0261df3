@NullMarked
package org.consentledger.completeness;

import org.jspecify.annotations.NullMarked;
