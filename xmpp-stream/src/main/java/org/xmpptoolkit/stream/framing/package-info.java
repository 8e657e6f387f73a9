/**
 * How a stream is laid over a transport: as one XML document a direction (RFC 6120), or as one a message of
 * WebSocket (RFC 7395).
 *
 * <p>Start at {@link org.xmpptoolkit.stream.framing.Framing}.
 */
@NullMarked
package org.xmpptoolkit.stream.framing;

import org.jspecify.annotations.NullMarked;
