/** Tests of the interface against the running service. */
@NullMarked
package org.consentledger.api;

import org.jspecify.annotations.NullMarked;
