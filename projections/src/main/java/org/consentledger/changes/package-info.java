/** What a system that keeps its own copy is told: who may be matched now, who may no longer, and how far that is true. */
@NullMarked
package org.consentledger.changes;

import org.jspecify.annotations.NullMarked;
