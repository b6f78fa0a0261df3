/** What became of every use, kept as facts arrive, and incidents: exactly who was affected, since when, and would another policy have prevented it. */
@NullMarked
package org.consentledger.forensics;

import org.jspecify.annotations.NullMarked;
