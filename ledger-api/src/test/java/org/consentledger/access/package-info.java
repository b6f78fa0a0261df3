/** Tests of who may ask what. */
@NullMarked
package org.consentledger.access;

import org.jspecify.annotations.NullMarked;
