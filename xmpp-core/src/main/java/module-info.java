/** XMPP's profile of XML (RFC 6120 section 11): elements, reading, writing, binding. */
module org.xmpptoolkit.core {
    requires transitive java.xml;
    requires transitive org.xmpptoolkit.jid;
    requires com.fasterxml.aalto;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.core;
}
