/** Load runs of the whole service; in no package that it looks for parts of itself in. */
@NullMarked
package org.consentledger.load;

import org.jspecify.annotations.NullMarked;
