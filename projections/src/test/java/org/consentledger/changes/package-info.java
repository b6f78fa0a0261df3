@NullMarked
package org.consentledger.changes;

import org.jspecify.annotations.NullMarked;
