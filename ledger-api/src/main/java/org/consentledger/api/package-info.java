/** Facts in and questions out, over HTTP. */
@NullMarked
package org.consentledger.api;

import org.jspecify.annotations.NullMarked;
