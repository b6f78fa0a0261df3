/** The command line, against a service that runs. */
@NullMarked
package org.consentledger.cli;

import org.jspecify.annotations.NullMarked;
