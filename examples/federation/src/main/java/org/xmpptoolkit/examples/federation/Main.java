package org.xmpptoolkit.examples.federation;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.testkit.endpoint.FederationConfig.Authentication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code examples/run federation}: two servers, a client at each, a message and its answer. */
@Command(
        name = "federation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts a server for capulet.example and one for montague.example, and has their users talk.")
public final class Main implements Callable<Integer> {
    private static final Jid JULIET = Jid.parse("juliet@capulet.example");
    private static final Jid ROMEO = Jid.parse("romeo@montague.example");

    private final PrintWriter out;

    @Option(
            names = "--auth",
            paramLabel = "A",
            description =
                    "How servers show who they are: external (by certificate), dialback, or any; any if not given.")
    private Authentication authentication = Authentication.ANY;

    @Option(names = "--wire", description = "Prints what goes over the wire between the servers.")
    private boolean wire;

    private Main(PrintWriter out) {
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the example; gives its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("federation: " + e.getMessage() + "; --help tells the options");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("federation: " + (e instanceof IOException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        char[] password = "secret".toCharArray(); // for trials
        X509Bundle authority = authority();
        Places places = new Places();
        Consumer<String> log = wire ? out::println : text -> {};
        try (Server capulet = Server.start(
                        JULIET.domain(), Map.of("juliet", password), authority, authentication, places, log);
                Server montague = Server.start(
                        ROMEO.domain(), Map.of("romeo", password), authority, authentication, places, log);
                Correspondent juliet = Correspondent.logIn(capulet.clientPort(), capulet.trust(), JULIET, password);
                Correspondent romeo = Correspondent.logIn(montague.clientPort(), montague.trust(), ROMEO, password)) {
            out.println(JULIET.domain() + " listens for servers at port " + capulet.serverPort() + ", " + ROMEO.domain()
                    + " at " + montague.serverPort());
            juliet.send(romeo.address(), "Art thou not Romeo and a Montague?");
            Message question = show(romeo);
            romeo.send(question.from().orElseThrow(), "Neither, fair saint, if either thee dislike.");
            show(juliet);
            return 0;
        }
    }

    private Message show(Correspondent reader) throws IOException, InterruptedException {
        Message message = reader.next();
        out.println(message.rawFrom().orElse("nobody") + " to " + reader.address() + ": "
                + message.body().orElse(""));
        return message;
    }

    /** Both servers' certificates are from one authority, as they would be from one that everybody trusts. */
    static X509Bundle authority() throws IOException {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Example authority")
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                    .buildSelfSigned();
        } catch (Exception e) { // what the builder declares
            throw new IOException("no certificate can be made: " + e.getMessage(), e);
        }
    }
}
