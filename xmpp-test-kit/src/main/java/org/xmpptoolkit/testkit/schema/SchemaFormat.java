package org.xmpptoolkit.testkit.schema;

/** What {@link SchemaDocs} writes. */
public enum SchemaFormat {
    /** A site to read and search, with the XSD files to download. */
    HTML,
    /** XML Schema 1.0, a file for each namespace, which import each other by relative names. */
    XSD,
    /** What the site shows, for programs. */
    JSON
}
