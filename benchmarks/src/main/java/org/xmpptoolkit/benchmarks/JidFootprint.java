package org.xmpptoolkit.benchmarks;

import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.GraphLayout;
import org.xmpptoolkit.jid.Jid;

/** Prints what an address holds, and what one of jxmpp does. */
final class JidFootprint {
    private JidFootprint() {}

    public static void main(String[] arguments) throws XmppStringprepException {
        JxmppPreparation.ICU4J.install();
        System.out.printf("%-44s %8s %8s %8s %8s%n", "octets of heap", "object", "in all", "jxmpp", "asked");
        print("juliet@example.com/balcony");
        print("juliet@example.com");
        print("example.com");
        print("j\u00FCrgen@b\u00FCcher.example/gr\u00F6\u00DFe");
        print(
                "\u043F\u043E\u043B\u044C\u0437\u043E@\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444/\u0434\u043E\u043C");
    }

    /** In the last column jxmpp's address was asked for its text and its bare JID before, which it keeps. */
    private static void print(String text) throws XmppStringprepException {
        Jid jid = Jid.parse(text);
        org.jxmpp.jid.Jid other = JidCreate.from(text);
        long fresh = GraphLayout.parseInstance(other).totalSize();
        if (!other.toString().startsWith(other.asBareJid().toString())) {
            throw new IllegalStateException(text);
        }
        System.out.printf(
                "%-44s %8d %8d %8d %8d%n",
                text,
                ClassLayout.parseInstance(jid).instanceSize(),
                GraphLayout.parseInstance(jid).totalSize(),
                fresh,
                GraphLayout.parseInstance(other).totalSize());
    }
}
