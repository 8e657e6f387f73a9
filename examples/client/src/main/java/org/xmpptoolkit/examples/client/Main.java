package org.xmpptoolkit.examples.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.Reason;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code examples/run client}: logs in, sends, and prints what comes in. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Logs in, sends a message, prints what comes in and answers pings.",
            "Ends when a message to itself has come back, else at the end of the input, whose lines it sends."
        })
public final class Main implements Callable<Integer> {
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    /** Done when it is time to leave, with what went wrong, if anything did. */
    private final CompletableFuture<Optional<String>> over = new CompletableFuture<>();

    private final String ownId = UUID.randomUUID().toString();

    @Mixin
    private LoginOptions options = new LoginOptions();

    @Option(names = "--socket", description = "Over a socket of the JDK in the place of xmpp-netty.")
    private boolean socket;

    @Option(names = "--to", paramLabel = "JID", description = "Whom to send to; oneself if not given.")
    private @Nullable Jid to;

    @Option(names = "--text", paramLabel = "TEXT", description = "A message to send at once.")
    private @Nullable String text;

    @Option(names = "--tide", paramLabel = "CM", description = "A payload of one's own to send in that message.")
    private @Nullable Integer tide;

    private Main(InputStream in, PrintWriter out, PrintWriter err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        System.exit(run(System.in, new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the example; gives its exit code. */
    static int run(InputStream in, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main(in, out, err))
                .registerConverter(Jid.class, text -> convert(text, Jid::parse))
                .registerConverter(HostPort.class, text -> convert(text, HostPort::parse))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("client: " + e.getMessage() + "; --help tells the options");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("client: " + (e instanceof IOException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args);
    }

    private static <T> T convert(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public Integer call() throws IOException {
        Login login = options.login();
        Conversation conversation = new Conversation(this::heard, this::closed);
        try (Client client =
                socket ? SocketClient.logIn(login, conversation) : NettyClient.logIn(login, conversation)) {
            out.println("logged in as " + client.address());
            send(client, Presence.builder().build()); // available, so that messages come in
            Jid addressee = to == null ? client.address().bare() : to;
            if (text != null || tide != null) {
                send(client, message(addressee));
            }
            Thread input = new Thread(() -> sendLines(client, addressee), "input");
            input.setDaemon(true); // a read of the terminal cannot be ended
            input.start();
            Optional<String> problem = over.join();
            problem.ifPresent(what -> err.println("client: " + what));
            return problem.isPresent() ? 1 : 0;
        }
    }

    /** What cannot be sent needs no word of its own: the stream has ended, and {@link #closed} hears why. */
    private static void send(Client client, Stanza stanza) {
        try {
            client.send(stanza);
        } catch (IOException ended) { // see above
        }
    }

    private Message message(Jid addressee) {
        Message.Builder message = Message.builder()
                .id(ownId)
                .type(MessageType.CHAT)
                .to(addressee)
                .body(Optional.ofNullable(text).orElse("High tide!"));
        if (tide != null) {
            message.payload(Tide.of(Instant.now(), tide));
        }
        return message.build();
    }

    /** Whether a message to oneself is under way: that is waited for, also where there is no input. */
    private boolean comesBack() {
        return to == null && (text != null || tide != null);
    }

    private void sendLines(Client client, Jid addressee) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                send(
                        client,
                        Message.builder()
                                .type(MessageType.CHAT)
                                .to(addressee)
                                .body(line)
                                .build());
            }
            if (!comesBack()) {
                over.complete(Optional.empty());
            }
        } catch (IOException e) {
            over.complete(Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private void heard(Message message) {
        String from = message.from().map(Jid::toString).orElse("the server");
        Optional<String> problem = message.error()
                .map(error ->
                        "not delivered to " + from + ": " + error.condition().elementName());
        if (problem.isEmpty()) {
            message.body().ifPresent(body -> out.println(from + ": " + body));
            message.extension(Tide.class)
                    .flatMap(Tide::centimetres)
                    .ifPresent(height -> out.println(from + ": the tide is at " + height + " cm"));
        }
        if (message.id().equals(Optional.of(ownId))) {
            over.complete(problem);
        } else {
            problem.ifPresent(out::println);
        }
    }

    private void closed(Reason reason) {
        if (!(reason instanceof Reason.WeClosed)) {
            over.complete(Optional.of(EndedException.describe(reason)));
        }
    }
}
