@NullMarked
package org.consentledger.bulk;

import org.jspecify.annotations.NullMarked;
