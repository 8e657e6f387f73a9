package org.xmpptoolkit.testkit.check;

import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A certificate of a client, shown to whoever asks for one, whatever authorities they name. Notes whether it was asked for. */
final class ShownCertificate extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Bundle bundle;
    private volatile boolean asked;

    ShownCertificate(X509Bundle bundle) {
        this.bundle = bundle;
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        asked = true;
        return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return bundle.getCertificatePath();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return bundle.getKeyPair().getPrivate();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
