package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.core.XmlElement;

/** What an exchange of SASL needs of whoever talks, over TCP or WebSocket. */
interface SaslTalk {
    /**
     * Sends an element.
     *
     * @param xml the element as it is written
     */
    void send(String xml);

    /**
     * Sends an element that is not to be read by people; another text is taken down.
     *
     * @param xml the element as it is written
     * @param shown what is taken down in its place
     */
    void sendSecret(String xml, String shown);

    /**
     * {@return the next, which has to be a certain element}
     *
     * @param namespace the namespace name of the element
     * @param localName its local name
     * @throws Halt with {@code SKIPPED} if it is another thing
     */
    XmlElement expect(String namespace, String localName) throws Halt;
}
