@NullMarked
package org.consentledger.lists;

import org.jspecify.annotations.NullMarked;
