/** The command line: asks the service over HTTP, for people and for scripts. */
@NullMarked
package org.consentledger.cli;

import org.jspecify.annotations.NullMarked;
