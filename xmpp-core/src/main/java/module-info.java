/** XMPP's profile of XML (RFC 6120 section 11): elements, reading, writing, binding. */
@SuppressWarnings("module") // the runtime of JAXB is not there when this is compiled
module org.xmpptoolkit.core {
    requires transitive java.xml;
    requires transitive jakarta.xml.bind;
    requires transitive org.xmpptoolkit.jid;
    requires com.fasterxml.aalto;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.core;

    opens org.xmpptoolkit.core to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;

    uses org.xmpptoolkit.core.BindingPackage;
}
