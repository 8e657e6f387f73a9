package org.xmpptoolkit.netty;

import java.io.IOException;
import java.lang.reflect.Method;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.TlsSession;

/** Tells the stream what is known after a handshake. */
final class TlsSessions {
    private static final int EXPORTED_OCTETS = 32;
    /** There since JDK 25. */
    private static final Optional<Method> EXPORT = exportMethod();

    private TlsSessions() {}

    static TlsSession of(SSLSession session, boolean client, PeerCheck peers) throws TransportException {
        List<X509Certificate> local = x509(session.getLocalCertificates());
        List<X509Certificate> peer = x509(peerCertificates(session));
        TlsSession.Builder built = TlsSession.builder(session.getProtocol(), peers.judge(peer))
                .local(local)
                .peer(peer);
        (client ? peer : local)
                .stream()
                        .findFirst()
                        .flatMap(TlsSessions::endPoint)
                        .ifPresent(hash -> built.binding(ChannelBindingType.TLS_SERVER_END_POINT, hash));
        exporter(session).ifPresent(octets -> built.binding(ChannelBindingType.TLS_EXPORTER, octets));
        if (!client && session instanceof ExtendedSSLSession extended) {
            extended.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .findFirst()
                    .ifPresent(name -> built.serverName(((SNIHostName) name).getAsciiName()));
        }
        return built.build();
    }

    /** The hash of the server's certificate (RFC 5929 section 4.1); nothing where that is not defined. */
    static Optional<byte[]> endPoint(X509Certificate certificate) {
        try {
            String hash = hashName(certificate);
            boolean weak = hash.equals("MD5") || hash.equals("SHA-1");
            return Optional.of(
                    MessageDigest.getInstance(weak ? "SHA-256" : hash).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException notDefined) {
            return Optional.empty();
        }
    }

    private static String hashName(X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            byte @Nullable [] encoded = certificate.getSigAlgParams();
            if (encoded == null) {
                throw new GeneralSecurityException("RSASSA-PSS without parameters");
            }
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            try {
                parameters.init(encoded);
                return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
            } catch (IOException unreadable) {
                throw new GeneralSecurityException(unreadable);
            }
        }
        int with = algorithm.indexOf("WITH");
        String hash = with < 0 ? algorithm : algorithm.substring(0, with);
        return hash.matches("SHA[0-9]+") ? "SHA-" + hash.substring("SHA".length()) : hash;
    }

    /** Exported keying material (RFC 9266 section 2); nothing where the JDK or the session does not give it. */
    private static Optional<byte[]> exporter(SSLSession session) {
        if (EXPORT.isEmpty() || !(session instanceof ExtendedSSLSession)) {
            return Optional.empty();
        }
        try {
            Object octets = EXPORT.get().invoke(session, "EXPORTER-Channel-Binding", new byte[0], EXPORTED_OCTETS);
            return Optional.ofNullable((byte @Nullable []) octets);
        } catch (ReflectiveOperationException | RuntimeException notGiven) { // TLS 1.2 without extended master secret
            return Optional.empty();
        }
    }

    private static Optional<Method> exportMethod() {
        try {
            return Optional.of(ExtendedSSLSession.class.getMethod(
                    "exportKeyingMaterialData", String.class, byte[].class, int.class));
        } catch (NoSuchMethodException old) {
            return Optional.empty();
        }
    }

    private static Certificate @Nullable [] peerCertificates(SSLSession session) {
        try {
            return session.getPeerCertificates();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    private static List<X509Certificate> x509(Certificate @Nullable [] chain) {
        return chain == null
                ? List.of()
                : Arrays.stream(chain)
                        .filter(X509Certificate.class::isInstance)
                        .map(X509Certificate.class::cast)
                        .toList();
    }
}
