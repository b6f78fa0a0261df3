package org.consentledger.law;

import org.jspecify.annotations.Nullable;

/**
 * Who supplied a contact point.
 *
 * @param user the other user's surrogate; present only for {@link SupplierKind#USER}, and absent where nobody knows who it was
 * @param partner the partner's name; present only for {@link SupplierKind#PARTNER}
 */
public record Supplier(
        SupplierKind kind,
        @Nullable PersonId user,
        @Nullable String partner) {
    public static final Supplier PERSON = new Supplier(SupplierKind.PERSON, null, null);

    public Supplier {
        if (user != null && kind != SupplierKind.USER) {
            throw new Illegal("suppliedBy.user", "may stand only where the kind is 'user'");
        }
        if ((partner != null) != (kind == SupplierKind.PARTNER)) {
            throw new Illegal("suppliedBy.partner", "must stand where the kind is 'partner', and only there");
        }
        if (partner != null) {
            Text.name("suppliedBy.partner", partner);
        }
    }
}
