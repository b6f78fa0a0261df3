@NullMarked
package org.consentledger.checkpoints;

import org.jspecify.annotations.NullMarked;
