package org.consentledger.law;

/** May this contact point be used for this purpose, at these coordinates, under this policy? */
public record Question(ContactPointId contactPoint, Purpose purpose, Coordinates coordinates, PolicyChoice policy) {}
