/** Streams wired in memory, an embedded endpoint, and the command {@code xmpp}. */
module org.xmpptoolkit.testkit {
    requires transitive org.xmpptoolkit.stanza;
    requires transitive org.xmpptoolkit.stream;
    requires com.google.common; // finds the classes of a package
    requires org.xmpptoolkit.docs;
    requires java.net.http;
    requires com.ongres.scram.client;
    requires com.ongres.scram.common;
    requires static transitive org.xmpptoolkit.netty; // for the embedded endpoint and the checker
    requires static io.netty.pkitesting;
    requires static io.netty.buffer; // of binary messages of mutants
    requires static io.netty.common;
    requires static io.netty.codec.http; // for mutants over WebSocket
    requires static transitive net.jqwik.api; // for the arbitraries, the contracts and the checker
    requires static freemarker; // for reports and the documentation of schemas
    requires static HdrHistogram; // for load
    requires static info.picocli; // for the command only
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.testkit;
    exports org.xmpptoolkit.testkit.cases;
    exports org.xmpptoolkit.testkit.arbitraries;
    exports org.xmpptoolkit.testkit.check;
    exports org.xmpptoolkit.testkit.contracts;
    exports org.xmpptoolkit.testkit.endpoint;
    exports org.xmpptoolkit.testkit.mutant;
    exports org.xmpptoolkit.testkit.report;
    exports org.xmpptoolkit.testkit.result;
    exports org.xmpptoolkit.testkit.schema;

    uses org.xmpptoolkit.core.BindingPackage;

    opens org.xmpptoolkit.testkit.cli to
            info.picocli;
}
