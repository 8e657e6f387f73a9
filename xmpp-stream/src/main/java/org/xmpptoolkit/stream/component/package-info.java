/**
 * Streams between a server and an external component of it (XEP-0114).
 *
 * <p>Start at {@link org.xmpptoolkit.stream.component.ComponentHandshake}. The component opens the stream ({@code
 * jabber:component:accept}); left out is {@code jabber:component:connect}, where the server does.
 */
@NullMarked
package org.xmpptoolkit.stream.component;

import org.jspecify.annotations.NullMarked;
