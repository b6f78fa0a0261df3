@NullMarked
package org.consentledger.copies;

import org.jspecify.annotations.NullMarked;
