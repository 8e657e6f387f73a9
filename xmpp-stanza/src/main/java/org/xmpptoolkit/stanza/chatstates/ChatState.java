package org.xmpptoolkit.stanza.chatstates;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Payload;

/**
 * What a partner in a conversation is doing: a payload of a message, at most one each.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 5</a>
 */
public sealed interface ChatState {
    /**
     * The partner takes part in the conversation, and is neither writing nor away. It holds nothing.
     *
     * @apiNote Immutable, so it may be shared between threads.
     * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "active")
    final class Active extends Payload implements ChatState {
        private Active() {}

        @Override
        protected List<?> parts() {
            return List.of();
        }
    }

    /**
     * The partner is writing a message. It holds nothing.
     *
     * @apiNote Immutable, so it may be shared between threads.
     * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "composing")
    final class Composing extends Payload implements ChatState {
        private Composing() {}

        @Override
        protected List<?> parts() {
            return List.of();
        }
    }

    /**
     * The partner was writing a message, and has stopped for now. It holds nothing.
     *
     * @apiNote Immutable, so it may be shared between threads.
     * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "paused")
    final class Paused extends Payload implements ChatState {
        private Paused() {}

        @Override
        protected List<?> parts() {
            return List.of();
        }
    }

    /**
     * The partner has not looked at the conversation for a while. It holds nothing.
     *
     * @apiNote Immutable, so it may be shared between threads.
     * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "inactive")
    final class Inactive extends Payload implements ChatState {
        private Inactive() {}

        @Override
        protected List<?> parts() {
            return List.of();
        }
    }

    /**
     * The partner has left the conversation. It holds nothing.
     *
     * @apiNote Immutable, so it may be shared between threads.
     * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
     */
    @StandsIn("message")
    @XmlRootElement(name = "gone")
    final class Gone extends Payload implements ChatState {
        private Gone() {}

        @Override
        protected List<?> parts() {
            return List.of();
        }
    }

    /** {@return the state of one who takes part in the conversation} */
    static Active active() {
        return new Active();
    }

    /** {@return the state of one who is writing a message} */
    static Composing composing() {
        return new Composing();
    }

    /** {@return the state of one who was writing, and has stopped for now} */
    static Paused paused() {
        return new Paused();
    }

    /** {@return the state of one who has not looked at the conversation for a while} */
    static Inactive inactive() {
        return new Inactive();
    }

    /** {@return the state of one who has left the conversation} */
    static Gone gone() {
        return new Gone();
    }

    /** {@return the element, for {@link org.xmpptoolkit.stanza.Message.Builder#payload(XmlElement)}} */
    XmlElement toElement();
}
