package org.xmpptoolkit.testkit.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** The checker as an external component (XEP-0114 section 3). Not thread-safe. */
public final class ComponentEntity extends Entity {
    private final ComponentTarget target;

    ComponentEntity(PlayContext context, ComponentTarget target, Wire wire) {
        super(context, wire);
        this.target = target;
    }

    /**
     * {@return an initial header, to a component's name}
     *
     * @param to the name, as it is to stand in the attribute: nothing is escaped
     */
    public static String header(String to) {
        return header(to, Namespaces.COMPONENT_ACCEPT);
    }

    /**
     * {@return an initial header to a component's name, in a content namespace}
     *
     * @param to the name, as it is to stand in the attribute: nothing is escaped
     * @param namespace the content namespace; {@code jabber:component:accept} is the right one
     */
    public static String header(String to, String namespace) {
        return "<?xml version='1.0'?><stream:stream to='" + to + "' xmlns='" + namespace + "' xmlns:stream='"
                + Namespaces.STREAM + "'>";
    }

    /**
     * Opens a stream.
     *
     * @return the response header
     * @throws Halt with {@code SKIPPED} if no header comes
     */
    public XmlElement open() throws Halt {
        send(header(target.name().toString()));
        return expectHeader();
    }

    /**
     * Proves the secret, or another one.
     *
     * @param responseHeader what {@link #open} gave: its {@code id} is part of what is hashed
     * @param right whether to prove the right secret
     */
    public void handshake(XmlElement responseHeader, boolean right) {
        String id = responseHeader.attribute("id").orElse("");
        String proof = hex(id + new String(target.secret()) + (right ? "" : "!"));
        sendSecret("<handshake>" + proof + "</handshake>", "<handshake>...</handshake>");
    }

    /** Closes the stream and waits until the server has let go, so that the name is free for the next play. */
    void leave() throws Halt {
        try {
            send("</stream:stream>");
            awaitEnd();
        } finally {
            close();
        }
    }

    private static String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
