package org.xmpptoolkit.core;

import static org.xmpptoolkit.core.ReaderAsserts.assertAccepted;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefused;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedAtOnce;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedInStream;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.NOT_WELL_FORMED;
import static org.xmpptoolkit.core.XmlViolation.Kind.UNSUPPORTED_ENCODING;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

/** RFC 6120 sections 11.5, 11.6 and 11.8: the declaration, the encoding and the version. */
class EncodingTest {
    @Rule({"R-319", "R-323"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<?xml version='1.0' encoding='utf-8'?>\r\n",
                "<?xml version='1.0' encoding='Utf-8' ?>"
            })
    void acceptsADeclarationOfUtf8(String declaration) {
        assertAccepted(2, declaration + HEADER + "<a/>");
    }

    @Rule("R-322")
    @Test
    void ignoresStandalone() {
        assertAccepted(2, "<?xml version='1.0' standalone='no'?>" + HEADER + "<a/>");
        assertAccepted(2, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + HEADER + "<a/>");
    }

    @Rule("R-320")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml?>",
                "<?xml encoding='UTF-8'?>",
                "<?xml encoding='UTF-8' version='1.0'?>",
                "<?xml version='1.0'>",
                "<?xml version=1.0?>",
                "<?xml version='1.0' standalone='maybe'?>",
                "<?xml version='1.0' a='b'?>"
            })
    void refusesAnIllFormedDeclaration(String declaration) {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8(declaration + HEADER));
    }

    @Rule("R-324")
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16BE", "US-ASCII", "foo"})
    void refusesOtherEncodingsDeclared(String encoding) {
        assertRefusedAtOnce(
                UNSUPPORTED_ENCODING, 0, utf8("<?xml version='1.0' encoding='" + encoding + "'?>" + HEADER));
    }

    @Rule("R-324")
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodingsDetected(String encoding) {
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, HEADER.getBytes(Charset.forName(encoding)));
        assertRefusedAtOnce(
                UNSUPPORTED_ENCODING, 0, ("<?xml version='1.0'?>" + HEADER).getBytes(Charset.forName(encoding)));
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, ("\uFEFF" + HEADER).getBytes(Charset.forName(encoding)));
    }

    @Rule({"R-326", "R-327"})
    @Test
    void refusesAByteOrderMarkBeforeTheHeader() {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("\uFEFF" + HEADER));
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("\uFEFF<?xml version='1.0'?>" + HEADER));
        assertRefused(NOT_WELL_FORMED, 0, feed(StreamReader.restarted(StreamLimits.DEFAULT), utf8("\uFEFF" + HEADER)));
    }

    @Rule("R-325")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C0 80",
                "C1 BF",
                "C3 28",
                "E0 80 80",
                "E0 9F BF",
                "E2 28 A1",
                "E2 82 28",
                "ED A0 80",
                "ED BF BF",
                "EF BF 41",
                "F0 80 80 80",
                "F0 8F BF BF",
                "F0 9F 98 41",
                "F4 90 80 80",
                "F5 80 80 80",
                "F8 88 80 80 80",
                "FE",
                "FF"
            })
    void refusesIllFormedUtf8(String hex) {
        byte[] bad = new BigInteger("00" + hex.replace(" ", ""), 16).toByteArray();
        bad = bad[0] == 0 ? Arrays.copyOfRange(bad, 1, bad.length) : bad;
        for (String before : List.of("<a>b", "<a b='", "<a", "", "<a><![CDATA[")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(utf8(before));
            body.writeBytes(bad);
            assertRefusedInStream(UNSUPPORTED_ENCODING, before.length(), body.toByteArray());
        }
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, bad);
    }

    @Rule("R-325")
    @Test
    void refusesACharacterThatIsCutShort() {
        byte[] character = utf8("\ud83d\ude00");
        for (int octets = 1; octets < 4; octets++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(utf8("<a>"));
            body.write(character, 0, octets);
            body.writeBytes(utf8("</a>"));
            assertRefusedInStream(UNSUPPORTED_ENCODING, 3, body.toByteArray());
        }
    }

    @Rule("R-329")
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2.0", "1.", "", "1.00"})
    void refusesOtherVersionsOfXml(String version) {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("<?xml version='" + version + "'?>" + HEADER));
    }
}
