package org.xmpptoolkit.testkit.contracts;

import java.nio.charset.StandardCharsets;
import org.xmpptoolkit.stream.Role;

/** Streams that each break one thing: ours, of which what is written is changed. */
abstract class BrokenStreams implements StreamContract {
    @Override
    public Role role() {
        return Role.RECEIVING;
    }

    @Override
    public Stream open(Account account) {
        OurStream ours = role() == Role.RECEIVING ? OurStream.server(account) : OurStream.client(account);
        return new Stream() {
            @Override
            public void feed(byte[] octets) {
                ours.feed(fed(octets));
            }

            @Override
            public byte[] take() {
                return changed(new String(ours.take(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean isClosed() {
                return closed(ours.isClosed());
            }
        };
    }

    byte[] fed(byte[] octets) {
        return octets;
    }

    String changed(String written) {
        return written;
    }

    boolean closed(boolean closed) {
        return closed;
    }

    /** Says nothing. */
    static final class Mute extends BrokenStreams {
        @Override
        String changed(String written) {
            return "";
        }
    }

    /** Says nothing of errors, and goes on. */
    static class Lenient extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replaceAll("(?s)<stream:error>.*", "").replaceAll("<failure .*?</failure>", "");
        }

        @Override
        boolean closed(boolean closed) {
            return false;
        }
    }

    static final class LenientClient extends Lenient {
        @Override
        public Role role() {
            return Role.INITIATING;
        }
    }

    /** Never closes the connection. */
    static final class Open extends BrokenStreams {
        @Override
        boolean closed(boolean closed) {
            return false;
        }
    }

    /** Writes a prefix that it does not declare. */
    static final class IllFormed extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replace("<success ", "<x:success ");
        }
    }

    /** Closes the stream at a restart, and keeps the id. */
    static final class Restarting extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replaceAll("(<success [^>]*/>)", "$1</stream:stream>")
                    .replaceAll(" id='[^']{20,}'", " id='1'");
        }
    }

    /** Writes stanzas with a prefix. */
    static final class Prefixed extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replace("<iq ", "<c:iq xmlns:c='jabber:client' ").replace("</iq>", "</c:iq>");
        }
    }

    /** Has headers without attributes. */
    static final class Anonymous extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replaceAll(
                    "(<stream:stream [^>]*?) from='[^']*' id='[^']*'([^>]*) xml:lang='[^']*'", "$1$2");
        }
    }

    /** A client whose header has an id in place of what belongs there. */
    static final class Misheaded extends BrokenStreams {
        @Override
        public Role role() {
            return Role.INITIATING;
        }

        @Override
        String changed(String written) {
            return written.replaceAll("(<stream:stream [^>]*?) to='[^']*'", "$1 id='1'")
                    .replace(" version='1.0'>", ">")
                    .replace(" version='1.0' xml", " xml");
        }
    }

    /** Tells of an error without a header of its own. */
    static final class Headless extends BrokenStreams {
        @Override
        String changed(String written) {
            return written.replaceAll("<stream:stream [^>]*>(?=<stream:error)", "");
        }
    }

    /** Takes a piece that ends within an element for an element. */
    static final class Impatient extends BrokenStreams {
        @Override
        byte[] fed(byte[] octets) {
            boolean isWhole = octets.length > 0 && octets[octets.length - 1] == '>';
            return isWhole ? octets : "</>".getBytes(StandardCharsets.UTF_8);
        }
    }
}
