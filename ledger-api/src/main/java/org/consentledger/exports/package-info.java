/** The facts exported to a folder of files, for engines that go beyond one machine. */
@NullMarked
package org.consentledger.exports;

import org.jspecify.annotations.NullMarked;
