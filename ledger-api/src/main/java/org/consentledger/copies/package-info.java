/** The door for systems that keep their own copy of who may be matched: changes as server-sent events. */
@NullMarked
package org.consentledger.copies;

import org.jspecify.annotations.NullMarked;
