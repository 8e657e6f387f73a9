package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * The mail servers, and the account that both know.
 *
 * @param smtp where mail is handed in
 * @param imap where the mailbox is
 * @param user the name of the account
 * @param password its password
 * @param trust whose certificates are trusted; those of the JDK if nothing
 */
record MailServers(Server smtp, Server imap, String user, String password, Optional<SSLSocketFactory> trust) {
    private static final String TIMEOUT_MILLIS = "30000";

    /** How a connection is protected. With TLS the certificate has to be trusted and to name the host. */
    enum Tls {
        /** STARTTLS; a server that has none is not talked to. */
        starttls,
        /** From the first octet on. */
        direct,
        /** Not at all: within one machine only. */
        none
    }

    /** Where a server listens. */
    record Server(String host, int port, Tls tls) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    Session smtpSession(String ownName) {
        Properties properties = properties("smtp", smtp);
        properties.put("mail.smtp.localhost", ownName);
        properties.put("mail.smtp.auth", "true"); // where the server offers it
        return Session.getInstance(properties);
    }

    /** Connects, and logs in where the server has logins. */
    Transport connectSmtp(Session session) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        transport.connect(smtp.host(), smtp.port(), user, password);
        return transport;
    }

    Store connectImap() throws MessagingException {
        Properties properties = properties("imap", imap);
        properties.put("mail.imap.peek", "true"); // reading does not set \Seen
        Store store = Session.getInstance(properties).getStore("imap");
        store.connect(imap.host(), imap.port(), user, password);
        return store;
    }

    /**
     * Tries both servers once. One that is down is no fault: it may come later.
     *
     * @param ownName the name to say to the mail server
     * @return what is wrong with the servers that cannot be used now
     * @throws IOException if one refuses the login: trying that again and again could lock the account
     */
    List<String> check(String ownName) throws IOException {
        List<String> troubles = new ArrayList<>();
        try (Transport transport = connectSmtp(smtpSession(ownName))) {
            transport.isConnected();
        } catch (MessagingException e) {
            troubles.add(unlessRefused(e, smtpFailed(e)));
        }
        try (Store store = connectImap()) {
            store.isConnected();
        } catch (MessagingException e) {
            troubles.add(unlessRefused(e, imapFailed(e)));
        }
        return troubles;
    }

    private static String unlessRefused(MessagingException failure, IOException inWords) throws IOException {
        if (failure instanceof AuthenticationFailedException) {
            throw inWords;
        }
        return String.valueOf(inWords.getMessage());
    }

    /** What is wrong with the mail server, in a line. */
    IOException smtpFailed(MessagingException failure) {
        return failed("mail server at " + smtp, "--smtp and --smtp-tls", failure);
    }

    /** What is wrong with the mailbox, in a line. */
    IOException imapFailed(MessagingException failure) {
        return failed("mailbox at " + imap, "--imap and --imap-tls", failure);
    }

    private static IOException failed(String server, String options, MessagingException failure) {
        return new IOException(
                failure instanceof AuthenticationFailedException
                        ? "the " + server + " refuses the login: check --mail-user and --mail-password-file"
                        : "the " + server + " does not work (" + Failures.cause(failure) + "): start it, or check "
                                + options,
                failure);
    }

    private Properties properties(String protocol, Server server) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.put(prefix + "timeout", TIMEOUT_MILLIS);
        properties.put(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.put(prefix + "starttls.enable", String.valueOf(server.tls() == Tls.starttls));
        properties.put(prefix + "starttls.required", String.valueOf(server.tls() == Tls.starttls));
        properties.put(prefix + "ssl.enable", String.valueOf(server.tls() == Tls.direct));
        properties.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        trust.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + smtp + " and " + imap;
    }
}
