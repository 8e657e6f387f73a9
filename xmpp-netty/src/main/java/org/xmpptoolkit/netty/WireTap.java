package org.xmpptoolkit.netty;

import java.nio.ByteBuffer;
import org.xmpptoolkit.netty.WireLog.Direction;

/** Tells a {@link WireLog} of one connection's octets. Used on the event loop only. */
final class WireTap {
    private final WireLog log;
    private final XmppConnection connection;
    private final Redactor sent = new Redactor();
    private final Redactor received = new Redactor();

    WireTap(WireLog log, XmppConnection connection) {
        this.log = log;
        this.connection = connection;
    }

    void sent(ByteBuffer octets) {
        tell(Direction.SENT, sent.next(octets));
    }

    void received(ByteBuffer octets) {
        tell(Direction.RECEIVED, received.next(octets));
    }

    private void tell(Direction direction, String text) {
        if (!text.isEmpty()) {
            log.octets(connection, direction, text);
        }
    }
}
