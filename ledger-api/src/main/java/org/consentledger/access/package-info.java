/** Who asks, and what they may: callers and their roles, the table of routes, keys and tokens. */
@NullMarked
package org.consentledger.access;

import org.jspecify.annotations.NullMarked;
