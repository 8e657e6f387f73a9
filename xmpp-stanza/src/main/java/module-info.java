/** Models of message, presence and iq (RFC 6120 section 8, RFC 6121), and an open registry of payloads. */
@SuppressWarnings("module") // the runtime of JAXB is not there when this is compiled
module org.xmpptoolkit.stanza {
    requires transitive org.xmpptoolkit.errors;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.stanza;
    exports org.xmpptoolkit.stanza.bind;
    exports org.xmpptoolkit.stanza.caps;
    exports org.xmpptoolkit.stanza.carbons;
    exports org.xmpptoolkit.stanza.chatstates;
    exports org.xmpptoolkit.stanza.component;
    exports org.xmpptoolkit.stanza.correct;
    exports org.xmpptoolkit.stanza.dataforms;
    exports org.xmpptoolkit.stanza.delay;
    exports org.xmpptoolkit.stanza.disco;
    exports org.xmpptoolkit.stanza.forward;
    exports org.xmpptoolkit.stanza.oob;
    exports org.xmpptoolkit.stanza.ping;
    exports org.xmpptoolkit.stanza.receipts;
    exports org.xmpptoolkit.stanza.roster;
    exports org.xmpptoolkit.stanza.session;
    exports org.xmpptoolkit.stanza.stableids;
    exports org.xmpptoolkit.stanza.streammanagement;
    exports org.xmpptoolkit.stanza.version;

    opens org.xmpptoolkit.stanza to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.bind to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.caps to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.carbons to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.chatstates to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.component to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.correct to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.dataforms to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.delay to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.disco to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.forward to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.oob to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.ping to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.receipts to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.roster to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.session to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.stableids to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.streammanagement to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;
    opens org.xmpptoolkit.stanza.version to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;

    provides org.xmpptoolkit.core.BindingPackage with
            org.xmpptoolkit.stanza.StanzaBindingPackage;
}
