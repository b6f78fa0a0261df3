package org.consentledger.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who issues tokens, and publishes the keys that they are signed with. */
final class Issuer implements AutoCloseable {
    static final String NAME = "https://issuer.example";
    static final String AUDIENCE = "consent-ledger";

    private final HttpServer server;
    private volatile JWKSet published;

    Issuer(RSAKey... keys) throws IOException {
        published = new JWKSet(List.of(keys));
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/keys", exchange -> {
            byte[] body = published.toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    static RSAKey key(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    /** Publishes these from now on, and no other. */
    void publish(RSAKey... keys) {
        published = new JWKSet(List.of(keys));
    }

    URI jwkSet() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /** Claims that are good, for a role. */
    static JWTClaimsSet.Builder claims(@Nullable Object role) {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("alice")
                .claim("ledger_role", role)
                .expirationTime(Date.from(Instant.parse("2999-01-01T00:00:00Z")));
    }

    static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key, claims);
    }

    static String signed(JWSHeader header, RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** Signed with what everybody can read, the public key in PEM, as if it were a secret. */
    static String signedWithPublicKey(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new MACSigner(pem.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
