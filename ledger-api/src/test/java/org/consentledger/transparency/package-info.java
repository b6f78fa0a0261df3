@NullMarked
package org.consentledger.transparency;

import org.jspecify.annotations.NullMarked;
