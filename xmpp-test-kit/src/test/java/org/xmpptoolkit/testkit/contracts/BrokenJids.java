package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/** Addresses that each break one thing. */
abstract class BrokenJids implements JidContract {
    @Override
    public JidProfile profile() {
        return JidProfile.STRINGPREP;
    }

    @Override
    public Optional<Parts> parse(String text) {
        return Jid.tryParse(text, profile()) instanceof JidResult.Refused refused
                ? refused(text, refused.reason())
                : parsed(text, Jid.parse(text, profile()));
    }

    Optional<Parts> refused(String text, JidError reason) {
        return Optional.empty();
    }

    Optional<Parts> parsed(String text, Jid jid) {
        return Optional.of(new Parts(jid.localpart(), jid.domainpart(), jid.resourcepart()));
    }

    /** The parts as they stand. */
    static Parts unprepared(String text) {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        int at = bare.indexOf('@');
        return new Parts(
                at < 0 ? Optional.empty() : Optional.of(bare.substring(0, at)),
                bare.substring(at + 1),
                slash < 0 ? Optional.empty() : Optional.of(text.substring(slash + 1)));
    }

    /** Refuses nothing. */
    static class Lenient extends BrokenJids {
        @Override
        Optional<Parts> refused(String text, JidError reason) {
            return Optional.of(unprepared(text));
        }
    }

    static final class LenientPrecis extends Lenient {
        @Override
        public JidProfile profile() {
            return JidProfile.PRECIS;
        }
    }

    /** Prepares nothing. */
    static class Unprepared extends BrokenJids {
        @Override
        Optional<Parts> parsed(String text, Jid jid) {
            return Optional.of(unprepared(text));
        }
    }

    static final class UnpreparedPrecis extends Unprepared {
        @Override
        public JidProfile profile() {
            return JidProfile.PRECIS;
        }
    }

    /** Counts as if all had one octet a character, and one octet less. */
    static final class Short extends BrokenJids {
        @Override
        Optional<Parts> parsed(String text, Jid jid) {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 1023
                    ? Optional.empty()
                    : super.parsed(text, jid);
        }
    }

    /** Knows ASCII only, no IPv6, and no slash or at sign within a resourcepart. */
    static final class Narrow extends BrokenJids {
        @Override
        Optional<Parts> parsed(String text, Jid jid) {
            boolean narrow = text.chars().allMatch(c -> c < 0x80)
                    && !text.contains("[")
                    && jid.resourcepart().stream().noneMatch(part -> part.contains("/") || part.contains("@"));
            return narrow ? super.parsed(text, jid) : Optional.empty();
        }
    }

    /** Throws what nobody expects. */
    static final class Throwing extends BrokenJids {
        @Override
        Optional<Parts> refused(String text, JidError reason) {
            throw new IllegalStateException("not expected");
        }
    }

    /** Prepares nothing, and says that it supports no preparation. */
    static final class Declared extends BrokenJids {
        @Override
        public Set<String> notSupported() {
            return Set.of("R-344", "R-346", "R-350", "R-353");
        }

        @Override
        Optional<Parts> parsed(String text, Jid jid) {
            return Optional.of(unprepared(text));
        }
    }
}
