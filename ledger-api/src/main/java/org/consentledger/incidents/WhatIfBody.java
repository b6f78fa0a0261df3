package org.consentledger.incidents;

import org.consentledger.law.PolicyChoice;

/**
 * A question what another policy would have made of an incident.
 *
 * @param instead the version of a policy, or a draft
 */
public record WhatIfBody(IncidentBody incident, PolicyChoice instead) {}
