package org.consentledger.api;

/**
 * What is read by GET and lies outside this package, for the OpenAPI description.
 *
 * @param mediaType of the answer
 * @param answer the record that is answered, or each of those that a stream tells
 */
public record DescribedAnswer(String path, String mediaType, Class<?> answer) {}
