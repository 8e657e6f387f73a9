/** Models of stream errors, stanza errors and SASL failures (RFC 6120 sections 4.9, 8.3 and 6.5). */
module org.xmpptoolkit.errors {
    requires transitive org.xmpptoolkit.core;
    requires com.google.common;
    requires jakarta.xml.bind;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.errors;
}
