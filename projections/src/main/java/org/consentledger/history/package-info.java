/** Everything that happened to a contact point or a person, with the notice that was shown. */
@NullMarked
package org.consentledger.history;

import org.jspecify.annotations.NullMarked;
