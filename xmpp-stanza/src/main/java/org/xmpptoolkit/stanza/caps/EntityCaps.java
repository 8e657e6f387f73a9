package org.xmpptoolkit.stanza.caps;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.disco.DiscoInfo;

/**
 * The hash of what an entity can do, in its presence. Who has seen the same hash before knows what is behind it; who has not
 * asks the entity once, by service discovery, and keeps the answer. A server puts it among the stream features to tell of
 * itself.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 section 4</a>
 */
@StandsIn({"presence", "stream:features"})
@XmlRootElement(name = "c")
public final class EntityCaps extends Payload {
    /** The names of extensions, with spaces between them: in the form of before 2008 only. */
    @XmlAttribute
    @XmlSchemaType(name = "NMTOKENS")
    private @Nullable String ext;

    /**
     * The name of the hash function, for instance {@code sha-1}; without it this is the form of before 2008.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 section 4</a>
     */
    @XmlAttribute(required = true)
    @XmlSchemaType(name = "NMTOKEN")
    private @Nullable String hash;

    /**
     * A URI that names the software; together with {@code ver} it is the node to ask.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 section 4</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String node;

    /**
     * The hash, in Base64, of the identities, features and forms that the entity answers with when it is asked.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 section 5</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String ver;

    private EntityCaps() {}

    /**
     * The capabilities of an entity, by SHA-1, which everyone knows.
     *
     * @param node a URI that names the software
     * @param info what the entity answers when it is asked
     * @return the payload for its presence
     * @throws IllegalArgumentException if the answer is ill-formed (section 5.4)
     */
    public static EntityCaps of(String node, DiscoInfo info) {
        EntityCaps caps = new EntityCaps();
        caps.hash = CapsHash.SHA_1;
        caps.node = Objects.requireNonNull(node, "node");
        caps.ver = CapsHash.of(info, CapsHash.SHA_1)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an identity, a feature or a form is there twice (XEP-0115 section 5.4)"));
        return caps;
    }

    /** {@return the name of the hash, as XEP-0300 has it; nothing in the form of before 2008, which has no hash} */
    public Optional<String> hash() {
        return Optional.ofNullable(hash);
    }

    /** {@return a URI that names the software} */
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /** {@return the hash in Base64; in the form of before 2008 the version of the software} */
    public Optional<String> ver() {
        return Optional.ofNullable(ver);
    }

    /** {@return the names of extensions, in the form of before 2008} */
    public Optional<String> ext() {
        return Optional.ofNullable(ext);
    }

    /** {@return the node to ask for what is behind the hash, {@code node#ver}; nothing if either is missing} */
    public Optional<String> discoNode() {
        return node == null || ver == null ? Optional.empty() : Optional.of(node + "#" + ver);
    }

    /**
     * Tells whether an answer is the one that was hashed, so that it may be kept for every entity with the same hash.
     *
     * @param info the answer
     * @return whether it is; not if the hash is unknown, or the answer ill-formed
     */
    public boolean verifies(DiscoInfo info) {
        return hash != null && CapsHash.of(info, hash).equals(ver());
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(hash, node, ver, ext);
    }

    @Override
    protected void check(Check check) {
        check.required("@hash", hash, true).required("@node", node, true).required("@ver", ver, true);
    }
}
