package org.consentledger.online;

import java.util.List;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A check as somebody asks it.
 *
 * @param atLeast a place that the answer must know of; null for none
 * @param items 1 to {@link Checks#MAX_ITEMS}
 */
record CheckRequest(Purpose purpose, @Nullable Long atLeast, ItemReader.Common common, List<GivenItem> items) {}
