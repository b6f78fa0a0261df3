package org.consentledger.identity;

/** What the directory finds a person by: a hash under the installation's directory secret, which tells nothing without it. */
record Lookup(long first, long second, long third, long fourth) {
    static Lookup of(byte[] hash) {
        Bytes.exactly(Hmac.LENGTH, hash);
        return new Lookup(Bytes.longAt(hash, 0), Bytes.longAt(hash, 8), Bytes.longAt(hash, 16), Bytes.longAt(hash, 24));
    }

    byte[] bytes() {
        return Bytes.of(first, second, third, fourth);
    }

    @Override
    public String toString() {
        return "Lookup[hidden]";
    }
}
