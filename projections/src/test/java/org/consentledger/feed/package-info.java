/** Tests of the feed, and the node that the views' own tests run on. */
@NullMarked
package org.consentledger.feed;

import org.jspecify.annotations.NullMarked;
