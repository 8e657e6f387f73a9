package org.xmpptoolkit.testkit.contracts;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import org.xmpptoolkit.testkit.arbitraries.BrokenXml;
import org.xmpptoolkit.testkit.arbitraries.Cut;
import org.xmpptoolkit.testkit.arbitraries.CutArbitraries;
import org.xmpptoolkit.testkit.arbitraries.XmlArbitraries;
import org.xmpptoolkit.testkit.arbitraries.XmlFault;
import org.xmpptoolkit.testkit.arbitraries.XmlSpelling;

/**
 * What whoever reads a stream from octets has to keep: RFC 6120 section 11. The implementation gets a whole stream, from its header to
 * its closing tag, in pieces, and gives its first-level elements as it would write them.
 *
 * <pre>{@code
 * class MyReaderTest implements XmlReaderContract {
 *     public Reading read(List<byte[]> pieces) {
 *         MyReader reader = new MyReader();
 *         List<String> elements = new ArrayList<>();
 *         try {
 *             for (byte[] piece : pieces) {
 *                 reader.feed(piece).forEach(element -> elements.add(element.toXml()));
 *             }
 *             return Reading.of(elements);
 *         } catch (MyXmlException e) {
 *             return Reading.refused(elements, e.condition());
 *         }
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 section 11</a>
 */
public interface XmlReaderContract extends Contract {
    /**
     * What was read.
     *
     * @param elements the first-level elements that were complete, each as XML; what it takes from the stream header, such as its
     *     content namespace, may be declared on it or not
     * @param refusal nothing if all was read; else the name of the stream error condition, or any other text if it has none
     */
    record Reading(List<String> elements, Optional<String> refusal) {
        /**
         * Takes a copy.
         *
         * @param elements the first-level elements that were read, as the implementation writes them; copied
         * @param refusal the condition, if the octets were refused
         */
        public Reading {
            elements = List.copyOf(elements);
        }

        /**
         * {@return the reading of octets of which nothing was refused}
         *
         * @param elements the first-level elements, as the implementation writes them; copied
         */
        public static Reading of(List<String> elements) {
            return new Reading(elements, Optional.empty());
        }

        /**
         * {@return the reading of octets that were refused behind these elements}
         *
         * @param elements the first-level elements before that, as the implementation writes them; copied
         * @param condition the name of the stream error condition
         */
        public static Reading refused(List<String> elements, String condition) {
            return new Reading(elements, Optional.of(condition));
        }
    }

    /**
     * Reads a stream with a new reader.
     *
     * @param pieces the octets of a stream in the content namespace {@code jabber:client}, in order
     * @return what was read
     */
    Reading read(List<byte[]> pieces);

    /**
     * Text of any characters that XML allows comes through as it was, whatever way it was spelled.
     *
     * @param text one of {@link #texts}
     */
    @Property
    @Judges("R-323")
    default void readsAnyTextInUtf8(@ForAll("texts") String text) {
        XmlJudge.of(this, "R-323").reads(XmlJudge.message(text));
    }

    /** U+FEFF within text is a character like any other. */
    @Example
    @Judges("R-327")
    default void takesZeroWidthNoBreakSpaceForACharacter() {
        XmlJudge.of(this, "R-327").reads(XmlJudge.message("a\uFEFFb"));
    }

    /** The five entities and references to characters stand for what they stand for. */
    @Example
    @Judges("R-311")
    default void resolvesWhatXmlPredefines() {
        XmlJudge.of(this, "R-311")
                .reads(
                        "<message><body>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</body></message>",
                        XmlJudge.message("&<>\"'A\uD83D\uDE00"));
    }

    /**
     * Prefixes are but names for namespaces.
     *
     * @param prefix one of {@link #prefixes}
     */
    @Property
    @Judges("R-280")
    default void reliesOnNoPrefix(@ForAll("prefixes") String prefix) {
        XmlJudge.of(this, "R-280").reliesOnNoPrefix(prefix);
    }

    /**
     * White space between first-level elements is allowed, and none of them.
     *
     * @param space one of {@link #spaces}
     */
    @Property
    @Judges("R-328")
    default void passesOverWhiteSpaceBetweenElements(@ForAll("spaces") String space) {
        XmlJudge.of(this, "R-328").passesOver(space);
    }

    /**
     * An element in its own namespace may be written without prefixes or with them, with entities, CDATA sections or references.
     *
     * @param spelling one of {@link #spellings}
     */
    @Property
    @Judges("R-286")
    default void losesAndChangesNothing(@ForAll("spellings") XmlSpelling spelling) {
        XmlJudge.of(this, "R-286").reads(spelling.text(), spelling.element());
    }

    /**
     * What is written again is well-formed, and so by the namespaces.
     *
     * @param spelling one of {@link #spellings}
     */
    @Property
    @Judges({"R-312", "R-314"})
    default void writesWellFormedXml(@ForAll("spellings") XmlSpelling spelling) {
        XmlJudge.of(this, "R-312").writesWellFormed(spelling);
    }

    /**
     * How octets are cut into pieces has no meaning.
     *
     * @param spelling one of {@link #spellings}
     * @param cut one of {@link #cuts}
     */
    @Property
    @Judges("R-225")
    default void readsTheSameHoweverItIsCut(@ForAll("spellings") XmlSpelling spelling, @ForAll("cuts") Cut cut) {
        XmlJudge.of(this, "R-225").readsTheSame(spelling, cut);
    }

    /**
     * A comment is refused.
     *
     * @param broken one of {@link #broken} with {@link XmlFault#COMMENT}
     */
    @Property
    @Judges("R-307")
    default void refusesComments(@ForAll("broken") @Breaks(XmlFault.COMMENT) BrokenXml broken) {
        XmlJudge.of(this, "R-307").refuses(broken);
    }

    /**
     * A processing instruction is refused.
     *
     * @param broken one of {@link #broken} with {@link XmlFault#PROCESSING_INSTRUCTION}
     */
    @Property
    @Judges("R-308")
    default void refusesProcessingInstructions(
            @ForAll("broken") @Breaks(XmlFault.PROCESSING_INSTRUCTION) BrokenXml broken) {
        XmlJudge.of(this, "R-308").refuses(broken);
    }

    /** A document type declaration is refused, before anything in it is expanded. */
    @Example
    @Judges("R-309")
    default void refusesDocumentTypes() {
        XmlJudge.of(this, "R-309").refusesDocumentType();
    }

    /**
     * A reference to an entity that XML does not predefine is refused.
     *
     * @param broken one of {@link #broken} with {@link XmlFault#ENTITY_REFERENCE}
     */
    @Property
    @Judges("R-310")
    default void refusesEntityReferences(@ForAll("broken") @Breaks(XmlFault.ENTITY_REFERENCE) BrokenXml broken) {
        XmlJudge.of(this, "R-310").refuses(broken);
    }

    /**
     * What is not well-formed is refused.
     *
     * @param broken one of {@link #illFormed}
     */
    @Property
    @Judges("R-313")
    default void refusesWhatIsNotWellFormed(@ForAll("illFormed") BrokenXml broken) {
        XmlJudge.of(this, "R-313").refuses(broken);
    }

    /**
     * What is not well-formed by the rules of namespaces is refused.
     *
     * @param broken one of {@link #illNamespaced}
     */
    @Property
    @Judges("R-315")
    default void refusesWhatBreaksNamespaces(@ForAll("illNamespaced") BrokenXml broken) {
        XmlJudge.of(this, "R-315").refuses(broken);
    }

    /**
     * Octets that are no UTF-8 are refused.
     *
     * @param broken one of {@link #brokenUtf8}
     */
    @Property
    @Judges("R-325")
    default void refusesBrokenUtf8(@ForAll("brokenUtf8") BrokenXml broken) {
        XmlJudge.of(this, "R-325").refuses(broken);
    }

    /** Another encoding, declared or merely used, is refused. */
    @Example
    @Judges("R-324")
    default void refusesOtherEncodings() {
        XmlJudge.of(this, "R-324").refusesEncodings();
    }

    /** {@return texts that XML can hold; a carriage return is not about encoding} */
    @Provide
    default Arbitrary<String> texts() {
        return XmlArbitraries.text().map(text -> text.replace('\r', '\n'));
    }

    /** {@return names that a namespace may go by} */
    @Provide
    default Arbitrary<String> prefixes() {
        return XmlJudge.prefixes();
    }

    /** {@return white space} */
    @Provide
    default Arbitrary<String> spaces() {
        return XmlJudge.spaces();
    }

    /** {@return elements and ways to write them} */
    @Provide
    default Arbitrary<XmlSpelling> spellings() {
        return XmlArbitraries.spellings(XmlJudge.stanzas());
    }

    /** {@return ways to cut octets} */
    @Provide
    default Arbitrary<Cut> cuts() {
        return CutArbitraries.cuts();
    }

    /**
     * {@return elements with one fault, which the parameter names}
     *
     * @param parameter has the annotation that names the fault
     */
    @Provide
    default Arbitrary<BrokenXml> broken(TypeUsage parameter) {
        return XmlArbitraries.broken(
                parameter.findAnnotation(Breaks.class).orElseThrow().value());
    }

    /** {@return elements that are not well-formed} */
    @Provide
    default Arbitrary<BrokenXml> illFormed() {
        return XmlJudge.broken("R-313");
    }

    /** {@return elements that break the rules of namespaces} */
    @Provide
    default Arbitrary<BrokenXml> illNamespaced() {
        return XmlJudge.broken("R-315");
    }

    /** {@return elements with octets that are no UTF-8} */
    @Provide
    default Arbitrary<BrokenXml> brokenUtf8() {
        return XmlJudge.broken("R-325");
    }
}
