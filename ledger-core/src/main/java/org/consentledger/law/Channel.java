package org.consentledger.law;

/** The kind of a contact point. */
public enum Channel implements Word {
    EMAIL,
    PHONE
}
