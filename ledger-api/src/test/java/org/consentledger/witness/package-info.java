@NullMarked
package org.consentledger.witness;

import org.jspecify.annotations.NullMarked;
