package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentSecret;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a gateway has to know. */
final class GatewayOptions {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");

    /** How the stream of the component is protected. */
    enum XmppTls {
        direct,
        none
    }

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Where the XMPP server listens for components.")
    private HostPort server = HostPort.parse("localhost");

    @Option(names = "--domain", paramLabel = "D", required = true, description = "The gateway's own domain in XMPP.")
    private Jid domain = Jid.ofDomain("localhost");

    @Option(
            names = "--secret-file",
            paramLabel = "F",
            required = true,
            description = "A file whose first line is the secret shared with the XMPP server.")
    private Path secretFile = Path.of("");

    @Option(
            names = "--xmpp-tls",
            paramLabel = "direct|none",
            description =
                    "TLS from the first octet on, or none, which is for the same machine only; none if not given.")
    private XmppTls xmppTls = XmppTls.none;

    @Option(
            names = "--xmpp-domain",
            paramLabel = "D",
            description = {
                "A domain of the server whose users may send and receive mail, the main one first; --domain without its first label if"
                        + " none is given."
            })
    private List<Jid> served = List.of();

    @Option(names = "--smtp", paramLabel = "HOST:PORT", required = true, description = "Where mail is handed in.")
    private HostPort smtp = HostPort.parse("localhost");

    @Option(names = "--imap", paramLabel = "HOST:PORT", required = true, description = "Where the mailbox is.")
    private HostPort imap = HostPort.parse("localhost");

    @Option(
            names = {"--mail-tls"},
            paramLabel = "starttls|direct|none",
            description = {
                "How both are protected; starttls if not given. --smtp-tls and --imap-tls say it of one. None is for the same machine"
                        + " only."
            })
    private MailServers.Tls mailTls = MailServers.Tls.starttls;

    @Option(names = "--smtp-tls", hidden = true)
    private MailServers.@Nullable Tls smtpTls;

    @Option(names = "--imap-tls", hidden = true)
    private MailServers.@Nullable Tls imapTls;

    @Option(names = "--mail-user", paramLabel = "U", required = true, description = "The account of the mailbox.")
    private String mailUser = "";

    @Option(
            names = "--mail-password-file",
            paramLabel = "F",
            required = true,
            description = "A file whose first line is its password.")
    private Path mailPasswordFile = Path.of("");

    @Option(
            names = "--mail-domain",
            paramLabel = "D",
            description = "The domain whose mail all comes into that mailbox; --domain if not given.")
    private @Nullable String mailDomain;

    @Option(
            names = "--outbox",
            paramLabel = "DIR",
            required = true,
            description = "A folder for what is under way. Keep it over restarts.")
    private Path outbox = Path.of("");

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust these certificates (PEM), not those of the JDK.")
    private @Nullable Path authorities;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            description = "Between two looks into the mailbox; 10 if not given.")
    private int poll = 10;

    @Option(
            names = "--give-up",
            paramLabel = "HOURS",
            description = "How long a mail is tried before its sender is told; 48 if not given.")
    private int giveUp = 48;

    /**
     * The configuration.
     *
     * @throws ParameterException if an option is wrong
     * @throws IOException if a file cannot be read
     */
    GatewayConfig config(CommandLine command) throws IOException {
        check(command, domain.isDomain(), "--domain " + domain + " is no domain");
        check(command, poll > 0 && giveUp > 0, "--poll and --give-up are at least 1");
        Endpoint component = endpoint(command, "--server", server);
        protect(command, component.host(), xmppTls == XmppTls.none, "--xmpp-tls direct");
        List<Jid> domains = served.isEmpty() ? List.of(parent(command)) : served;
        String ofMail = mailDomain == null ? domain.domainpartToAscii() : mailDomain;
        check(command, Addresses.isMail("a@" + ofMail), "--mail-domain " + ofMail + " is no domain of mail");
        TrustManagerFactory trust = Trust.in(authorities);
        return new GatewayConfig(
                new GatewayConfig.Component(
                        component.host(),
                        component.port(),
                        xmppTls == XmppTls.direct ? TlsPolicy.DIRECT : TlsPolicy.NONE,
                        trust,
                        ComponentSecret.of(
                                firstLine("--secret-file", secretFile).toCharArray())),
                new MailServers(
                        server(command, "--smtp", smtp, smtpTls),
                        server(command, "--imap", imap, imapTls),
                        mailUser,
                        firstLine("--mail-password-file", mailPasswordFile),
                        Optional.of(Trust.sockets(trust))),
                new Addresses(domain, ofMail, domains),
                outbox,
                new GatewayConfig.Times(
                        Duration.ofSeconds(poll), GatewayConfig.Times.DEFAULT.backoff(), Duration.ofHours(giveUp)));
    }

    private record Endpoint(String host, int port) {}

    private static Endpoint endpoint(CommandLine command, String option, HostPort given) {
        check(command, given.port().isPresent(), option + " needs HOST:PORT");
        return new Endpoint(given.host(), given.port().orElseThrow());
    }

    private MailServers.Server server(
            CommandLine command, String option, HostPort given, MailServers.@Nullable Tls wanted) {
        Endpoint at = endpoint(command, option, given);
        MailServers.Tls tls = wanted == null ? mailTls : wanted;
        protect(command, at.host(), tls == MailServers.Tls.none, option + "-tls starttls or direct");
        return new MailServers.Server(at.host(), at.port(), tls);
    }

    /** Passwords and messages do not cross a network in clear. */
    private static void protect(CommandLine command, String host, boolean clear, String remedy) {
        boolean local = LOOPBACK.matcher(host).matches();
        check(
                command,
                local || !clear,
                host + " is another machine, so everybody between could read along: give " + remedy);
    }

    private Jid parent(CommandLine command) {
        String name = domain.toString();
        int dot = name.indexOf('.');
        check(command, dot > 0, "--domain " + domain + " is no domain below another: give --xmpp-domain");
        return Jid.ofDomain(name.substring(dot + 1));
    }

    private static void check(CommandLine command, boolean right, String wrong) {
        if (!right) {
            throw new ParameterException(command, wrong);
        }
    }

    private static String firstLine(String option, Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new IOException("file " + file + " is empty: check " + option));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + ": check " + option, e);
        }
    }
}
