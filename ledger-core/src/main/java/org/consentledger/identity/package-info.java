/** Normal forms, match keys, persons' data keys and the directory of persons. */
@NullMarked
package org.consentledger.identity;

import org.jspecify.annotations.NullMarked;
