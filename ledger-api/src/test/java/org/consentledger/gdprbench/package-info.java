/** GDPRbench replayed through the public interface, beside the same operations on plain tables. */
@NullMarked
package org.consentledger.gdprbench;

import org.jspecify.annotations.NullMarked;
