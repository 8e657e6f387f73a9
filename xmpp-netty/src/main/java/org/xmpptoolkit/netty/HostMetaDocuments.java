package org.xmpptoolkit.netty;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.lookup.HostMeta;

/** Writes host-meta with the WebSockets of a server (RFC 6415, XEP-0156). */
final class HostMetaDocuments {
    static final String XML_PATH = "/.well-known/host-meta";
    static final String JSON_PATH = "/.well-known/host-meta.json";

    private HostMetaDocuments() {}

    /**
     * The document at a path.
     *
     * @param path one of the two
     * @param webSockets URIs
     */
    static HttpAnswer of(String path, List<String> webSockets) {
        return path.equals(XML_PATH)
                ? HttpAnswer.document("application/xrd+xml", xml(webSockets))
                : HttpAnswer.document("application/json", json(webSockets));
    }

    private static String xml(List<String> webSockets) {
        XmlElement.Builder document = XmlElement.builder(HostMeta.XRD, "XRD");
        for (String uri : webSockets) {
            document.child(XmlElement.builder(HostMeta.XRD, "Link")
                    .attribute("rel", HostMeta.WEB_SOCKET)
                    .attribute("href", uri)
                    .build());
        }
        byte[] octets = ElementWriter.toBytes(document.build(), NamespaceScope.EMPTY);
        return "<?xml version='1.0' encoding='utf-8'?>\n" + new String(octets, StandardCharsets.UTF_8) + "\n";
    }

    /** A URI has neither quotes nor backslashes nor control characters, so there is nothing to escape. */
    private static String json(List<String> webSockets) {
        return webSockets.stream()
                .map(uri -> "{\"rel\":\"" + HostMeta.WEB_SOCKET + "\",\"href\":\"" + uri + "\"}")
                .collect(Collectors.joining(",", "{\"links\":[", "]}\n"));
    }
}
