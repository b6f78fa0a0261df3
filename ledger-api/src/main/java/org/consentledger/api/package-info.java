/** The HTTP interface: facts in, questions and histories out, every refusal a problem of a stable type. */
@NullMarked
package org.consentledger.api;

import org.jspecify.annotations.NullMarked;
