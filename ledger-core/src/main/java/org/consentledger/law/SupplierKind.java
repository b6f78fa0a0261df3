package org.consentledger.law;

/** From whom a contact point was obtained: the person, another user (an address book), or a partner (a feed). */
public enum SupplierKind implements Word {
    PERSON,
    USER,
    PARTNER
}
