package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** UTF-8 and nothing else (RFC 6120 section 11.6). */
final class EncodingCases {
    private static final Arbitrary<String> TEXTS = Arbitraries.strings()
            .withChars('\u00e9', '\u00df', '\u20ac', '\u0416', '\u4e2d', '\u05d0', '\ud7ff', '\ue000', '\ufffd')
            .ofMinLength(1)
            .ofMaxLength(30)
            .map(text -> text + "\ud83d\ude00");

    private EncodingCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(utf8(), declared(), detected(), improper(), markAtFirst(), markInText());
    }

    private static CheckCase<ServerStage> utf8() {
        return CheckCase.<ServerStage>of("R-323", "any text is passed on in UTF-8")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<message") ? asLatin1(frame) : frame))
                .forAll(TEXTS, (stage, text) -> body(stage, text));
    }

    /** The octets of a text in another encoding, each as one char. */
    private static String asLatin1(String frame) {
        String text = new String(frame.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    private static Judgement body(ServerStage stage, String text) throws Halt {
        Pair pair = Pair.of(stage);
        Optional<String> came = pair.pass(" type='chat'", "<body>" + text + "</body>")
                .flatMap(message -> message.element(Namespaces.CLIENT, "body"))
                .map(XmlElement::text);
        return Judgement.of(
                came.equals(Optional.of(text)),
                came.map(said -> said.equals(text) ? "the text came as it was sent" : "the text came as " + said)
                        .orElseGet(() -> pair.brokenSecond()
                                .map(broken -> broken.words())
                                .orElse("no text came")));
    }

    private static Ending opening(ServerStage stage, byte[] octets) throws Halt {
        InitiatingEntity us = stage.connect();
        us.sendOffending(octets);
        return Aftermath.of(us, element -> element.is(Namespaces.STREAM, "features"));
    }

    private static CheckCase<ServerStage> declared() {
        // What is spelled alike in UTF-8, as ASCII is in ISO 8859-1, is left out: who reads nothing but UTF-8 detects
        // nothing.
        return CheckCase.<ServerStage>of("R-324.declared", "the declaration of another encoding ends the stream")
                .mutant(() -> Tamper.hearing(frame -> frame.startsWith("<?xml") ? "<?xml version='1.0'?>" : frame))
                .forAll(Arbitraries.of("UTF-16", "UTF-16LE", "UTF-32", "EBCDIC-CP-US"), (stage, encoding) -> opening(
                                stage,
                                InitialHeader.to(stage.domain())
                                        .declared("<?xml version='1.0' encoding='" + encoding + "'?>")
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8))
                        .recommends(StreamErrorCondition.UNSUPPORTED_ENCODING));
    }

    private static CheckCase<ServerStage> detected() {
        return CheckCase.<ServerStage>of("R-324.detected", "a stream in another encoding ends")
                .mutant(() -> Tamper.hearing(frame -> frame.indexOf('\0') < 0
                        ? frame
                        : frame.replace("\0", "").replaceAll("^[\u00fe\u00ff]+", "")))
                .forAll(
                        Arbitraries.of("UTF-16", "UTF-16BE", "UTF-16LE", "x-UTF-16LE-BOM", "UTF-32", "UTF-32LE"),
                        // a peer that looks for no encoding finds no XML
                        (stage, encoding) -> opening(
                                        stage,
                                        InitialHeader.to(stage.domain())
                                                .toString()
                                                .getBytes(Charset.forName(encoding)))
                                .recommends(
                                        StreamErrorCondition.UNSUPPORTED_ENCODING,
                                        StreamErrorCondition.NOT_WELL_FORMED));
    }

    private static CheckCase<ServerStage> improper() {
        Arbitrary<String> octets = Arbitraries.of(
                "\u00e9", // ISO 8859-1
                "\u00fc ", // the same
                "\u0080", // Windows-1252, or a lone continuation
                "\u00c0\u00af", // overlong
                "\u00e0\u0080\u00af", // overlong
                "\u00f0\u0080\u0080\u00af", // overlong
                "\u00c1\u00bf", // overlong
                "\u00ed\u00a0\u0080", // a surrogate
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080", // CESU-8
                "\u00f4\u0090\u0080\u0080", // behind U+10FFFF
                "\u00f8\u0088\u0080\u0080\u0080", // five octets
                "\u00e2\u0082", // cut off
                "\u00fe",
                "\u00ff");
        return CheckCase.<ServerStage>of("R-324.improper", "octets that are no UTF-8 end the stream")
                .mutant(() -> Tamper.hearing(
                        frame -> frame.contains("<body>") ? frame.replaceAll("[\u0080-\u00ff]", "?") : frame))
                .forAll(octets, (stage, text) -> {
                    InitiatingEntity us = stage.session();
                    us.send("<message to='" + stage.domain() + "'><body>");
                    us.sendOffending(text.getBytes(StandardCharsets.ISO_8859_1));
                    return Aftermath.session(us, "</body></message>", "", "")
                            .recommends(
                                    StreamErrorCondition.UNSUPPORTED_ENCODING, StreamErrorCondition.NOT_WELL_FORMED);
                });
    }

    private static CheckCase<ServerStage> markAtFirst() {
        return CheckCase.<ServerStage>of(
                        "R-327.first", "U+FEFF before the header is no byte order mark, and is not taken")
                .mutant(() -> Tamper.hearing(frame -> frame.replaceFirst("^\u00ef\u00bb\u00bf", "")))
                .plays(stage -> {
                    Ending ending = opening(
                            stage, ("\ufeff" + InitialHeader.to(stage.domain())).getBytes(StandardCharsets.UTF_8));
                    return ending.element(Namespaces.STREAM, "features").isPresent()
                            ? Judgement.failed("the header was taken")
                            : ending.recommends(StreamErrorCondition.NOT_WELL_FORMED, StreamErrorCondition.BAD_FORMAT);
                });
    }

    private static CheckCase<ServerStage> markInText() {
        return CheckCase.<ServerStage>of("R-327.text", "U+FEFF in a text is a character of it")
                .mutant(() -> Tamper.saying(frame -> frame.replace("\u00ef\u00bb\u00bf", "")))
                .forAll(
                        Arbitraries.of("\ufeffa", "a\ufeffb", "a\ufeff", "\ufeff\ufeff"),
                        (stage, text) -> body(stage, text));
    }
}
