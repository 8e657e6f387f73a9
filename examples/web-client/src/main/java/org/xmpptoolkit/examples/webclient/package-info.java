/**
 * A client in a browser: a page in plain JavaScript that speaks XMPP over WebSocket (RFC 7395), and the small server that gives it out.
 * <p>The page is beneath {@code page} in the resources: {@code chat.js} is what people see, {@code xmpp.js} the stream and the login, {@code
 * scram.js} the authentication, {@code xml.js} elements. {@link org.xmpptoolkit.examples.webclient.Main} starts the server.
 */
@NullMarked
package org.xmpptoolkit.examples.webclient;

import org.jspecify.annotations.NullMarked;
