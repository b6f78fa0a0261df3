package org.consentledger.api;

/**
 * A way to ask about a whole list that lies outside this package, for the OpenAPI description.
 *
 * @param path what is posted to
 * @param line what a line of the answer may be, as NDJSON
 */
public record DescribedList(String path, Class<?> line) {}
