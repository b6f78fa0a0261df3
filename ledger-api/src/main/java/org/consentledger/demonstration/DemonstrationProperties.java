package org.consentledger.demonstration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about the demonstration.
 *
 * @param persons how many persons have an account; 0 for no demonstration
 * @param seed what chance begins with
 * @param lists folder to write the three days' lists to, as advertisers upload them; without it none is written
 */
@ConfigurationProperties("ledger.demonstration")
record DemonstrationProperties(
        @DefaultValue("0") int persons,
        @DefaultValue("20190917") long seed,
        @Nullable Path lists) {}
