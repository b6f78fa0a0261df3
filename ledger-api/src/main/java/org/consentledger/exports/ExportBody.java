package org.consentledger.exports;

import org.jspecify.annotations.Nullable;

/**
 * What is exported.
 *
 * @param atLeast a place that the export must hold: one's own last fact, say
 */
public record ExportBody(@Nullable Long atLeast) {}
