package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.core.XmlElement;

/** What an exchange of SASL needs of whoever talks, over TCP or WebSocket. */
interface SaslTalk {
    /** Sends an element. */
    void send(String xml);

    /** Sends an element that is not to be read by people; another text is taken down. */
    void sendSecret(String xml, String shown);

    /** The next, which has to be a certain element. */
    XmlElement expect(String namespace, String localName) throws Halt;
}
