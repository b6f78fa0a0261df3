/** Tests of the client against servers that fail. */
@NullMarked
package org.consentledger.client;

import org.jspecify.annotations.NullMarked;
