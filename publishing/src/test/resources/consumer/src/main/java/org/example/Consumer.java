package org.example;

import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.testkit.StreamPair;

/** Names a class of each module that it asks for: that they resolve is what is tried. */
final class Consumer {
    static final Jid ADDRESS = Jid.parse("juliet@example.com");

    static final Class<?>[] USED = {XmppClient.class, Message.class, StreamPair.class};

    private Consumer() {}
}
