/** The XMPP stream without input or output: RFC 6120 section 4. */
module org.xmpptoolkit.stream {
    requires transitive org.xmpptoolkit.errors;
    requires com.ongres.scram.client;
    requires com.ongres.scram.common;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.stream;
    exports org.xmpptoolkit.stream.dialback;
    exports org.xmpptoolkit.stream.component;
    exports org.xmpptoolkit.stream.feature;
    exports org.xmpptoolkit.stream.framing;
    exports org.xmpptoolkit.stream.identity;
    exports org.xmpptoolkit.stream.management;
    exports org.xmpptoolkit.stream.lookup;
}
