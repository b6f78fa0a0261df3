/** The main class, and what is wired to what. */
@NullMarked
package org.consentledger.app;

import org.jspecify.annotations.NullMarked;
