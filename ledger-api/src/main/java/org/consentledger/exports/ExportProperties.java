package org.consentledger.exports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What can be set about exports.
 *
 * @param folder where facts are exported to; without it nowhere
 */
@ConfigurationProperties("ledger.export")
record ExportProperties(@Nullable Path folder) {}
