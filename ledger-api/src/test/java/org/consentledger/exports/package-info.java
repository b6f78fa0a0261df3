/** Exports, over HTTP and by the command line. */
@NullMarked
package org.consentledger.exports;

import org.jspecify.annotations.NullMarked;
