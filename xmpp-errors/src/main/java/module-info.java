/** Models of stream errors, stanza errors and SASL failures (RFC 6120 sections 4.9, 8.3 and 6.5). */
@SuppressWarnings("module") // the runtime of JAXB is not there when this is compiled
module org.xmpptoolkit.errors {
    requires transitive org.xmpptoolkit.core;
    requires com.google.common;
    requires org.xmpptoolkit.docs;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.errors;

    opens org.xmpptoolkit.errors to
            jakarta.xml.bind,
            org.glassfish.jaxb.core,
            org.glassfish.jaxb.runtime;

    provides org.xmpptoolkit.core.BindingPackage with
            org.xmpptoolkit.errors.ErrorsBindingPackage;
}
