package org.consentledger.api;

/**
 * What is read by GET and lies outside this package, for the OpenAPI description.
 *
 * @param answer the record that is answered
 */
public record DescribedAnswer(String path, Class<?> answer) {}
