package org.xmpptoolkit.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.testkit.StreamPair;

/**
 * Logins of a client at a server in memory, without TLS, by SCRAM-SHA-256 with 4,096 iterations, up to the bound resource; once with
 * the salted password derived each time, once with it kept by the client. The floors are what is computed over the messages on both
 * sides, and the scan of all octets on the wire.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoginBenchmark {
    private static final String HASH = "SHA-256";
    private static final String MAC = "HmacSHA256";
    /** A message that is about as long as those that are signed: both first messages and the last without its proof. */
    private static final byte[] AUTH_MESSAGE = "n".repeat(180).getBytes(StandardCharsets.UTF_8);

    private byte[] salted = {};
    private byte[] storedKey = {};
    private List<byte[]> wire = List.of();

    /** Derives what is kept, and takes down what a login says, stream by stream. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        salted = derive();
        storedKey = MessageDigest.getInstance(HASH).digest(mac(salted, "Client Key".getBytes(StandardCharsets.UTF_8)));
        StreamPair pair = requireEstablished(login(false));
        wire = new ArrayList<>();
        wire.addAll(documents(pair.initiatingEvents()));
        wire.addAll(documents(pair.receivingEvents()));
    }

    /** What was written, one document for each stream header; those of before a restart are cut short, so they get an end. */
    private static List<byte[]> documents(List<StreamEvent> events) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.Write write) {
                ByteBuffer buffer = write.octets();
                byte[] copy = new byte[buffer.remaining()];
                buffer.get(copy);
                octets.writeBytes(copy);
            }
        }
        List<byte[]> documents = new ArrayList<>();
        for (String document : octets.toString(StandardCharsets.UTF_8).split("(?=<\\?xml)", -1)) {
            documents.add((document + "</stream:stream>").getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    private static byte[] derive() throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(Logins.PASSWORD.toCharArray(), Logins.SALT, Logins.ITERATIONS, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    private static byte[] mac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        return mac.doFinal(message);
    }

    /** Both sides' computations behind the salted password (RFC 5802 section 3), and the scan. */
    @Benchmark
    public int floorCachedKeys(Blackhole hole) throws GeneralSecurityException, XMLStreamException {
        return computeAndScan(salted, hole);
    }

    /** The same with the derivation. */
    @Benchmark
    public int floorDerived(Blackhole hole) throws GeneralSecurityException, XMLStreamException {
        return computeAndScan(derive(), hole);
    }

    private int computeAndScan(byte[] key, Blackhole hole) throws GeneralSecurityException, XMLStreamException {
        MessageDigest digest = MessageDigest.getInstance(HASH);
        byte[] clientKey = mac(key, "Client Key".getBytes(StandardCharsets.UTF_8));
        byte[] proof = xor(clientKey, mac(digest.digest(clientKey), AUTH_MESSAGE));
        byte[] serverKey = mac(key, "Server Key".getBytes(StandardCharsets.UTF_8));
        hole.consume(mac(serverKey, AUTH_MESSAGE));
        byte[] recovered = xor(proof, mac(storedKey, AUTH_MESSAGE));
        hole.consume(MessageDigest.isEqual(digest.digest(recovered), storedKey));
        hole.consume(mac(serverKey, AUTH_MESSAGE));
        int sum = 0;
        for (byte[] document : wire) {
            sum += Floors.async(document);
        }
        return sum;
    }

    private static byte[] xor(byte[] some, byte[] others) {
        byte[] result = new byte[some.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (some[i] ^ others[i]);
        }
        return result;
    }

    /** A login with the salted password that the client kept. */
    @Benchmark
    public StreamPair cachedKeys() {
        return requireEstablished(login(true));
    }

    /** A login from the password. */
    @Benchmark
    public StreamPair derived() {
        return requireEstablished(login(false));
    }

    private StreamPair login(boolean cached) {
        XmppStream client = Logins.client("juliet", TlsPolicy.NONE, cached);
        return Logins.pair(client, Logins.server(TlsPolicy.NONE))
                .answering(Computation.class, derivation -> salted.clone())
                .build()
                .open();
    }

    private static StreamPair requireEstablished(StreamPair pair) {
        if (pair.receiving().state().phase() != Phase.ESTABLISHED) {
            throw new IllegalStateException(pair.initiatingEvents().toString());
        }
        return pair;
    }
}
