package org.xmpptoolkit.stream.lookup;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * Which names to ask the DNS for, and what follows from the answers (RFC 6120 section 3.2, XEP-0368); and where that leads nowhere,
 * which document to ask for WebSockets (XEP-0156). Immutable and thread-safe.
 *
 * <pre>{@code
 * ServiceLookup lookup = ServiceLookup.client(Jid.parse("example.com"), TlsPolicy.REQUIRED);
 * Map<String, SrvAnswer> answers = ask(lookup.names());
 * List<Endpoint> inThisOrder = lookup.endpoints(answers, random);
 * }</pre>
 *
 * <p>What is settled here where the specifications leave a choice:
 *
 * <table>
 * <caption>Choices</caption>
 * <tr><th>Case</th><th>What follows</th></tr>
 * <tr><td>The domain is a literal address</td><td>no name is asked for; it is connected to itself</td></tr>
 * <tr><td>One of two answers failed</td><td>the other one counts alone</td></tr>
 * <tr><td>All answers are absent or failed</td><td>the domain itself, without direct TLS, at the registered port</td></tr>
 * <tr><td>Either answer is "no such service", and the other gives no record</td><td>nothing: the domain itself is not
 *     tried</td></tr>
 * <tr><td>{@link TlsPolicy#DIRECT} without a record</td><td>nothing: direct TLS has no port of its own</td></tr>
 * <tr><td>{@link TlsPolicy#NONE}</td><td>neither direct TLS nor host-meta is asked for</td></tr>
 * <tr><td>host-meta names a WebSocket of ws, or does so at a place that was not reached over HTTPS</td><td>nothing: who named it
 *     may be anybody (RFC 7395 section 4)</td></tr>
 * <tr><td>host-meta names several WebSockets</td><td>one drawn after the other, as their order means nothing</td></tr>
 * </table>
 */
public final class ServiceLookup {
    private static final int CLIENT_PORT = 5222;
    private static final int SERVER_PORT = 5269;
    private static final String HOST_META = "/.well-known/host-meta";

    private final String domain;
    private final boolean literal;
    private final TlsPolicy policy;
    private final int port;
    private final Optional<String> plainName;
    private final Optional<String> tlsName;
    private final Optional<URI> hostMeta;

    private ServiceLookup(Jid domain, TlsPolicy policy, String service, int port, boolean webSocket) {
        String ascii = domain.domainpartToAscii();
        this.literal = ascii.startsWith("[") || ascii.matches("[0-9.]+") || ascii.indexOf(':') >= 0;
        this.domain = ascii.startsWith("[") ? ascii.substring(1, ascii.length() - 1) : ascii;
        this.policy = policy;
        this.port = port;
        this.plainName = name("_xmpp-" + service, !literal && policy != TlsPolicy.DIRECT);
        this.tlsName = name("_xmpps-" + service, !literal && policy != TlsPolicy.NONE);
        this.hostMeta = webSocket && policy != TlsPolicy.NONE
                ? Optional.of(URI.create("https://" + ascii + HOST_META))
                : Optional.empty();
    }

    private Optional<String> name(String service, boolean asked) {
        return asked ? Optional.of(service + "._tcp." + domain) : Optional.empty();
    }

    /**
     * {@return the lookup for a client of a domain}
     *
     * @param domain its domainpart counts
     * @param policy what the stream asks of TLS
     */
    public static ServiceLookup client(Jid domain, TlsPolicy policy) {
        return new ServiceLookup(domain, policy, "client", CLIENT_PORT, true);
    }

    /**
     * {@return the lookup for a server that connects to another domain}
     *
     * @param domain its domainpart counts
     * @param policy what the stream asks of TLS
     */
    public static ServiceLookup server(Jid domain, TlsPolicy policy) {
        return new ServiceLookup(domain, policy, "server", SERVER_PORT, false);
    }

    /** {@return the names whose SRV records are to be asked for, all at once; none for a literal address} */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        plainName.ifPresent(names::add);
        tlsName.ifPresent(names::add);
        return List.copyOf(names);
    }

    /**
     * What to connect to, in this order, until a connection is there (RFC 2782: lower priority first, equal ones drawn by weight;
     * XEP-0368: both kinds as one set). Where records were found, the domain itself is not among them for want of a working one
     * (RFC 6120 section 3.2.1).
     *
     * @param answers by {@linkplain #names name}; one that is missing counts as failed
     * @param random draws among equal priorities
     * @return nothing if the domain has no such service
     */
    public List<Endpoint> endpoints(Map<String, SrvAnswer> answers, RandomGenerator random) {
        Optional<SrvAnswer> plain = plainName.map(name -> answer(answers, name));
        Optional<SrvAnswer> tls = tlsName.map(name -> answer(answers, name));
        List<Candidate> candidates = new ArrayList<>();
        collect(plain, false, candidates);
        collect(tls, true, candidates);
        if (!candidates.isEmpty()) {
            return order(candidates, random);
        }
        boolean noService = plain.filter(SrvAnswer.NoService.class::isInstance).isPresent()
                || tls.filter(SrvAnswer.NoService.class::isInstance).isPresent();
        return noService || policy == TlsPolicy.DIRECT ? List.of() : List.of(new Endpoint(domain, port, false));
    }

    /**
     * Where a client's domain tells of WebSockets, if no connection by {@link #endpoints} comes about (XEP-0156).
     *
     * @return a URI of https; none for a server, and none under {@link TlsPolicy#NONE}
     */
    public Optional<URI> hostMeta() {
        return hostMeta;
    }

    /**
     * What a document names.
     *
     * @param answer what came from {@link #hostMeta}
     * @param random draws the order
     * @return what to connect to, in this order: URIs of wss with a host, and without a user or a fragment
     */
    public List<URI> webSockets(HostMeta answer, RandomGenerator random) {
        List<URI> left = new ArrayList<>(answer instanceof HostMeta.Found found ? found.webSockets() : List.of());
        List<URI> drawn = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return List.copyOf(drawn);
    }

    private static SrvAnswer answer(Map<String, SrvAnswer> answers, String name) {
        return answers.getOrDefault(name, new SrvAnswer.Failed("not asked"));
    }

    private static void collect(Optional<SrvAnswer> answer, boolean directTls, List<Candidate> into) {
        if (answer.isPresent() && answer.get() instanceof SrvAnswer.Found found) {
            found.records().forEach(record -> into.add(new Candidate(record, directTls)));
        }
    }

    private static List<Endpoint> order(List<Candidate> candidates, RandomGenerator random) {
        Map<Integer, List<Candidate>> byPriority = new TreeMap<>();
        candidates.forEach(candidate -> byPriority
                .computeIfAbsent(candidate.srv().priority(), priority -> new ArrayList<>())
                .add(candidate));
        List<Endpoint> ordered = new ArrayList<>(candidates.size());
        byPriority.values().forEach(equal -> draw(equal, random, ordered));
        return List.copyOf(ordered);
    }

    /** Draws one after the other by running sums, those without weight in front, as RFC 2782 has it. */
    private static void draw(List<Candidate> equal, RandomGenerator random, List<Endpoint> into) {
        List<Candidate> left = new ArrayList<>(equal);
        left.sort(Comparator.comparing(candidate -> candidate.srv().weight() > 0));
        while (!left.isEmpty()) {
            long sum = left.stream()
                    .mapToLong(candidate -> candidate.srv().weight())
                    .sum();
            long drawn = random.nextLong(sum + 1);
            int at = 0;
            for (long running = left.get(0).srv().weight(); running < drawn; at++) {
                running += left.get(at + 1).srv().weight();
            }
            into.add(left.remove(at).endpoint());
        }
    }

    @Override
    public String toString() {
        return "ServiceLookup" + (literal ? "[" + domain + "]" : names());
    }

    private record Candidate(SrvRecord srv, boolean directTls) {
        Endpoint endpoint() {
            return new Endpoint(srv.host(), srv.port(), directTls);
        }
    }
}
