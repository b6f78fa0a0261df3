/** Tests of the gate, through the service's own interface. */
@NullMarked
package org.consentledger.gate;

import org.jspecify.annotations.NullMarked;
