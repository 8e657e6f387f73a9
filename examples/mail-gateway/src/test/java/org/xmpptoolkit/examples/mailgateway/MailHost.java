package org.xmpptoolkit.examples.mailgateway;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.ImapHostManagerImpl;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail with a mailbox for all mail to one domain, whose mail is still there when it was stopped and started again, at the same
 * ports. What comes for other domains is kept in a queue.
 */
final class MailHost extends GreenMail {
    static final String DOMAIN = "mail.localhost";
    static final String USER = "gateway";
    static final String PASSWORD = "a password";
    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<MimeMessage> sent = new LinkedBlockingQueue<>();
    private final Managers kept = new Managers() {
        private final ImapHostManager imap = new ImapHostManagerImpl(
                super.getImapHostManager().getStore()) {
            @Override
            public MailFolder getFolder(GreenMailUser user, String name, boolean mustExist) throws FolderException {
                MailFolder folder = super.getFolder(user, name, mustExist);
                return tellsOfNewMail ? folder : withoutListeners(folder);
            }
        };
        private @Nullable SmtpManager smtp;

        @Override
        public ImapHostManager getImapHostManager() {
            return imap;
        }

        @Override
        public SmtpManager getSmtpManager() {
            if (smtp == null) {
                smtp = new SmtpManager(getImapHostManager(), getUserManager()) {
                    @Override
                    public @Nullable String checkRecipient(SmtpState state, MailAddress to) {
                        return refusal.apply(to.getEmail());
                    }
                };
            }
            return smtp;
        }
    };
    private volatile Function<String, @Nullable String> refusal = to -> null;
    private volatile boolean tellsOfNewMail = true;

    MailHost() throws UserException {
        super(new ServerSetup[] {
            setup(0, ServerSetup.PROTOCOL_SMTP), setup(0, ServerSetup.PROTOCOL_IMAP),
        });
        managers = kept;
        GreenMailUser mailbox = kept.getUserManager().createUser(USER + "@" + DOMAIN, USER, PASSWORD);
        kept.getUserManager().setMessageDeliveryHandler((mail, to) -> {
            if (to.getEmail().endsWith("@" + DOMAIN)) {
                return mailbox;
            }
            sent.add(mail.getMessage());
            GreenMailUser other = kept.getUserManager().getUserByEmail(to.getEmail());
            return other != null ? other : kept.getUserManager().createUser(to.getEmail(), to.getEmail(), PASSWORD);
        });
    }

    private static ServerSetup setup(int port, String protocol) {
        ServerSetup setup = new ServerSetup(port, LOOPBACK, protocol);
        setup.setServerStartupTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return setup;
    }

    @Override
    public synchronized void start() {
        super.start();
        config = new ServerSetup[] {
            setup(getSmtp().getPort(), ServerSetup.PROTOCOL_SMTP),
            setup(getImap().getPort(), ServerSetup.PROTOCOL_IMAP)
        };
    }

    @Override
    public synchronized void stop() {
        super.stop();
        managers = kept;
    }

    /** Stops the server, and starts it again. */
    void restart(Between between) throws Exception {
        stop();
        try (ClosedPort smtp = new ClosedPort(config[0].getPort());
                ClosedPort imap = new ClosedPort(config[1].getPort())) {
            between.run();
        }
        start();
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        Map<String, AbstractServer> services = super.createServices(setups, managers);
        services.put(ServerSetup.PROTOCOL_SMTP, new EmptyReturnPath(setups[0], managers));
        return services;
    }

    /** What the server answers to a recipient; null for a recipient that it takes. */
    void refuse(Function<String, @Nullable String> reply) {
        refusal = reply;
    }

    /** From now on a mailbox that is open stays as it was when it was opened, whatever comes into it. */
    void tellNothingOfNewMail() {
        tellsOfNewMail = false;
    }

    private static MailFolder withoutListeners(MailFolder folder) {
        return (MailFolder) Proxy.newProxyInstance(
                MailFolder.class.getClassLoader(), new Class<?>[] {MailFolder.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("addListener") ? null : method.invoke(folder, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    MailServers servers() {
        return new MailServers(
                new MailServers.Server(LOOPBACK, getSmtp().getPort(), MailServers.Tls.none),
                new MailServers.Server(LOOPBACK, getImap().getPort(), MailServers.Tls.none),
                USER,
                PASSWORD,
                Optional.empty());
    }

    /** The next mail to another domain. */
    MimeMessage next() throws InterruptedException {
        @Nullable MimeMessage mail = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (mail == null) {
            throw new AssertionError("no mail came");
        }
        return mail;
    }

    /** A mail from somebody to an address of the mailbox. */
    MimeMessage draft(String from, String to, String subject, String body) throws MessagingException {
        MimeMessage mail = new MimeMessage(session());
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject, "UTF-8");
        mail.setText(body, "UTF-8");
        return mail;
    }

    void send(MimeMessage mail) throws MessagingException {
        mail.saveChanges();
        sendAsItIs(mail);
    }

    /** Sends what is written so, right or wrong, for instance in an encoding that is none. */
    void sendRaw(String... lines) throws MessagingException {
        byte[] octets = String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII);
        sendAsItIs(new MimeMessage(session(), new ByteArrayInputStream(octets)));
    }

    private void sendAsItIs(MimeMessage mail) throws MessagingException {
        try (Transport transport = session().getTransport()) {
            transport.connect();
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", LOOPBACK);
        properties.put("mail.smtp.port", String.valueOf(getSmtp().getPort()));
        properties.put("mail.smtp.localhost", "localhost");
        properties.put("mail.from", "somebody@example.org"); // so that no name of this machine is looked up
        return Session.getInstance(properties);
    }

    /** Subjects of the mails in the mailbox that have a flag, or that have it not. */
    List<String> subjects(Flags.Flag flag, boolean set) throws MessagingException {
        List<String> subjects = new ArrayList<>();
        try (Store store = servers().connectImap();
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            for (jakarta.mail.Message mail : inbox.getMessages()) {
                if (mail.isSet(flag) == set) {
                    subjects.add(mail.getSubject());
                }
            }
        }
        return subjects;
    }
}
