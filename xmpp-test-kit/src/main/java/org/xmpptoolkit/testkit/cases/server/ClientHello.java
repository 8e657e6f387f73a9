package org.xmpptoolkit.testkit.cases.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/**
 * The first message of TLS, which asks for what the JDK does not (RFC 5246 section 7.4.1.2).
 *
 * @param name what it asks for, for people
 * @param version its version, 0x0300 is SSL 3.0
 * @param suites its cipher suites, two octets each, in hexadecimal
 */
record ClientHello(String name, int version, String suites) {
    private static final int CAPACITY = 512;
    private static final int HANDSHAKE = 0x16;
    private static final int SSL_3 = 0x0300;
    private static final int TLS_1_0 = 0x0301;
    private static final int RANDOM_OCTETS = 32;
    private static final int OF_TYPE = 5;
    private static final int SERVER_HELLO = 2;
    /** Groups, point formats, and signatures. */
    private static final String EXTENSIONS =
            "000a00080006001700180019" + "000b00020100" + "000d000e000c040305030603040105010601";

    /** The octets, in a record. */
    byte[] octets(Random random, String serverName) {
        ByteBuffer body = ByteBuffer.allocate(CAPACITY);
        byte[] nonce = new byte[RANDOM_OCTETS];
        random.nextBytes(nonce);
        byte[] offered = HexFormat.of().parseHex(suites);
        body.putShort((short) version).put(nonce).put((byte) 0);
        body.putShort((short) offered.length).put(offered);
        body.put((byte) 1).put((byte) 0); // no compression
        if (version != SSL_3) {
            byte[] name = serverName.getBytes(StandardCharsets.US_ASCII);
            byte[] others = HexFormat.of().parseHex(EXTENSIONS);
            body.putShort((short) (9 + name.length + others.length));
            body.putShort((short) 0).putShort((short) (5 + name.length)).putShort((short) (3 + name.length));
            body.put((byte) 0).putShort((short) name.length).put(name).put(others);
        }
        int length = body.position();
        ByteBuffer record = ByteBuffer.allocate(length + 9);
        record.put((byte) HANDSHAKE)
                .putShort((short) Math.min(version, TLS_1_0))
                .putShort((short) (length + 4));
        record.putInt(length | 1 << 24).put(body.array(), 0, length);
        return record.array();
    }

    /** Whether what came, each octet below 128 as it is, accepts it: a ServerHello, and no alert. */
    static boolean isAccepted(String answer) {
        return answer.length() > OF_TYPE && answer.charAt(0) == HANDSHAKE && answer.charAt(OF_TYPE) == SERVER_HELLO;
    }

    /** A ServerHello that accepts whatever was asked for, each octet as a char. */
    static String accepting(String hello) {
        String version = hello.substring(9, 11);
        String body = version + "r".repeat(RANDOM_OCTETS) + "\0\0\u002f\0";
        return "\u0016" + version + "\0" + (char) (body.length() + 4) + "\u0002\0\0" + (char) body.length() + body;
    }

    @Override
    public String toString() {
        return name;
    }
}
