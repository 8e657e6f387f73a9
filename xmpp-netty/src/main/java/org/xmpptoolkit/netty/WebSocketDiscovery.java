package org.xmpptoolkit.netty;

/** Whether a client asks its domain's host-meta for a WebSocket (XEP-0156, RFC 7395 section 4). */
public enum WebSocketDiscovery {
    /** It does not. */
    NEVER,
    /** Where no connection over TCP comes about: the order that XEP-0156 wants. */
    FALLBACK,
    /** At once, and nothing else is tried: where TCP is known to lead nowhere. */
    ONLY
}
