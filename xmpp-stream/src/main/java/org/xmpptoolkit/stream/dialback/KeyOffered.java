package org.xmpptoolkit.stream.dialback;

import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamEvent;

/**
 * The receiving server's question: a peer offers a key for a pair of domains; is it right (XEP-0220 section 2.2.1)? The stream goes on
 * meanwhile.
 *
 * <p>Who answers opens a stream to the server of {@code request.pair().from()}, never the one that the key came on, with {@link
 * Dialback#verifying} or with its own pair, tells it {@link Dialback#verify}, and gives the verdict of {@link
 * StreamEvent.KeyVerified} as the answer. Where that stream cannot be opened, the answer is remote-server-timeout, and
 * remote-server-not-found if there is no such server: XEP-0220's remote-connection-failed is no stanza error condition.
 *
 * @param request the key, and what it is offered for
 */
public record KeyOffered(VerifyRequest request) implements Prompt<DialbackVerdict> {}
