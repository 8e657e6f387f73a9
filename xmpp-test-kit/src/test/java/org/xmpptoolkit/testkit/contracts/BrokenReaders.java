package org.xmpptoolkit.testkit.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Readers that each break one thing. */
abstract class BrokenReaders extends OurXmlReaderContractTest {
    /** Our reading with the elements changed. */
    final Reading changed(List<byte[]> pieces, UnaryOperator<String> change) {
        Reading reading = super.read(pieces);
        return new Reading(reading.elements().stream().map(change).toList(), reading.refusal());
    }

    final Reading refusing(List<byte[]> pieces, String pattern) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        pieces.forEach(octets::writeBytes);
        return Pattern.compile(pattern)
                        .matcher(octets.toString(StandardCharsets.UTF_8))
                        .find()
                ? Reading.refused(List.of(), "bad-format")
                : super.read(pieces);
    }

    /** Takes what it cannot read for the end. */
    static final class Lenient extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return Reading.of(super.read(pieces).elements());
        }
    }

    /** Has the wrong name for all that is wrong. */
    static final class Misnaming extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            Reading reading = super.read(pieces);
            return new Reading(reading.elements(), reading.refusal().map(condition -> "policy-violation"));
        }
    }

    /** Knows ASCII only. */
    static final class Ascii extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return changed(pieces, xml -> xml.replaceAll("[^\\x00-\\x7F]", "?"));
        }
    }

    /** Writes a less-than sign as it is. */
    static final class Unescaped extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return changed(pieces, xml -> xml.replace("&lt;", "<").replace("/>", ">"));
        }
    }

    /** Refuses prefixes. */
    static final class Prefixes extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return refusing(pieces, "<(?!stream:)[A-Za-z_][A-Za-z0-9._-]*:");
        }
    }

    /** Refuses white space between elements. */
    static final class WhiteSpace extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return refusing(pieces, "</message>\\s+<");
        }
    }

    /** Reads the first piece only. */
    static final class Impatient extends BrokenReaders {
        @Override
        public Reading read(List<byte[]> pieces) {
            return super.read(pieces.subList(0, 1));
        }
    }
}
