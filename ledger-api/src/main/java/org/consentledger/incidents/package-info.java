/** The investigators' door to incidents: who was affected, since when, would another policy have prevented it, and what changed since. */
@NullMarked
package org.consentledger.incidents;

import org.jspecify.annotations.NullMarked;
