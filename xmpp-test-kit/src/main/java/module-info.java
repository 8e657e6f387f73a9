/** Streams wired in memory, an embedded endpoint, and the command {@code xmpp}. */
module org.xmpptoolkit.testkit {
    requires transitive org.xmpptoolkit.stream;
    requires static info.picocli; // for the command only
    requires static transitive org.jspecify;

    opens org.xmpptoolkit.testkit.cli to
            info.picocli;
}
