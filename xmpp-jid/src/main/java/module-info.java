/** XMPP addresses: RFC 6122 and RFC 7622. */
module org.xmpptoolkit.jid {
    requires com.google.common;
    requires com.ibm.icu;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.jid;
}
