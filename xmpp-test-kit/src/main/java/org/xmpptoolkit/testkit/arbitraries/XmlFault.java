package org.xmpptoolkit.testkit.arbitraries;

import static org.xmpptoolkit.errors.StreamErrorCondition.BAD_FORMAT;
import static org.xmpptoolkit.errors.StreamErrorCondition.BAD_NAMESPACE_PREFIX;
import static org.xmpptoolkit.errors.StreamErrorCondition.NOT_WELL_FORMED;
import static org.xmpptoolkit.errors.StreamErrorCondition.RESTRICTED_XML;
import static org.xmpptoolkit.errors.StreamErrorCondition.UNSUPPORTED_ENCODING;

import java.util.Arrays;
import java.util.List;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/**
 * What can be wrong with XML inside a stream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 section 11</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // what a constant holds is immutable
public enum XmlFault {
    /** A comment (section 11.1). */
    COMMENT("R-307", Demand.preferring(RESTRICTED_XML, BAD_FORMAT), "<!-- a -->", "<!---->", "<!-- <a> &b; -->"),
    /** A processing instruction (section 11.1). */
    PROCESSING_INSTRUCTION(
            "R-308", Demand.preferring(RESTRICTED_XML), "<?a?>", "<?a b='c'?>", "<?xml-stylesheet href='a'?>"),
    /** A reference to an entity that XML does not predefine (section 11.1). */
    ENTITY_REFERENCE("R-310", Demand.preferring(RESTRICTED_XML), "&a;", "&nbsp;", "<a b='&c;'/>", "&AMP;"),
    /** An end tag that fits no start tag (section 11.3). */
    MISMATCHED_TAGS("R-313", ofXml(), "<a></b>", "<a><b></a></b>", "</a>", "<a></A>"),
    /** A tag or its name broken (section 11.3). */
    MALFORMED_TAG("R-313", ofXml(), "<1/>", "< a/>", "<a/ >", "<>", "<a></ a>", "<a></a b='c'>", "<-a/>"),
    /** An attribute without quotes or without a value, or without white space in front (section 11.3). */
    MALFORMED_ATTRIBUTE(
            "R-313", ofXml(), "<a b=c/>", "<a b/>", "<a b=/>", "<a b='c'd='e'/>", "<a 1='b'/>", "<a b=\"c'/>"),
    /** Two attributes of one name (section 11.3). */
    REPEATED_ATTRIBUTE(
            "R-313", ofXml(), "<a b='c' b='d'/>", "<a b='c' d='e' b='c'/>", "<a xmlns='urn:a' xmlns='urn:a'/>"),
    /** A less-than sign in the value of an attribute (section 11.3). */
    MARKUP_IN_ATTRIBUTE("R-313", ofXml(), "<a b='<'/>", "<a b='c<d>'/>"),
    /** An ampersand that begins no reference (section 11.3). */
    BARE_AMPERSAND("R-313", ofXml(), "& ", "&;", "&#;", "&#x;", "&a ", "<a b='&'/>", "&#xG;", "&1;"),
    /** The end of a CDATA section where none has begun (section 11.3). */
    CDATA_END_IN_TEXT("R-313", ofXml(), "]]>", "]]]>", "a]]>b"),
    /** A character that XML 1.0 does not have (section 11.3). */
    FORBIDDEN_CHARACTER(
            "R-313", ofXml(), "\u0001", "\u0000", "\u000B", "\u001F", "\uFFFE", "\uFFFF", "<a b='\u0008'/>"),
    /** A reference to a character that XML 1.0 does not have (section 11.3). */
    FORBIDDEN_REFERENCE(
            "R-313", ofXml(), "&#0;", "&#1;", "&#xB;", "&#xD800;", "&#xFFFE;", "&#x110000;", "<a b='&#x1F;'/>"),
    /** A prefix that is bound to no namespace (section 11.3). */
    UNBOUND_PREFIX("R-315", ofNamespaces(), "<b:a/>", "<a b:c='d'/>", "<a><b xmlns:c='urn:c'/><c:d/></a>"),
    /** Two attributes of one namespace and name (section 11.3). */
    REPEATED_EXPANDED_NAME(
            "R-315",
            ofNamespaces(),
            "<a xmlns:b='urn:b' xmlns:c='urn:b' b:d='' c:d=''/>",
            "<a xmlns:b='urn:b'><e xmlns:c='urn:b' c:d='1' b:d='2'/></a>"),
    /** A declaration that Namespaces in XML 1.0 does not allow (section 11.3). */
    FORBIDDEN_DECLARATION(
            "R-315",
            ofNamespaces(),
            "<a xmlns:b=''/>",
            "<a xmlns:xml='urn:b'/>",
            "<a xmlns:xmlns='urn:b'/>",
            "<a xmlns:b='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns='http://www.w3.org/2000/xmlns/'/>"),
    /** A name with more colons than one, or with one at its beginning or end (section 11.3). */
    MALFORMED_PREFIX("R-315", ofNamespaces(), "<b:c:a xmlns:b='urn:b'/>", "<:a/>", "<a: />", "<a :b=''/>"),
    /** Octets that are no UTF-8 (sections 11.6 and 4.9.3.22). */
    ILL_FORMED_UTF_8(
            "R-325",
            Demand.preferring(UNSUPPORTED_ENCODING, BAD_FORMAT),
            octets(0x80), // a continuation that continues nothing
            octets(0xC0, 0x80), // overlong
            octets(0xC3, 'a'), // cut short
            octets(0xE0, 0x9F, 0xBF),
            octets(0xE2, 0x82, 'a'),
            octets(0xED, 0xA0, 0x80), // a surrogate
            octets(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80), // two of them, as in CESU-8
            octets(0xF0, 0x8F, 0xBF, 0xBF),
            octets(0xF4, 0x90, 0x80, 0x80), // beyond U+10FFFF
            octets(0xFE),
            octets(0xFF));

    private final String ruleId;
    private final Demand demand;
    private final List<Octets> examples;

    XmlFault(String ruleId, Demand demand, String... examples) {
        this(ruleId, demand, Arrays.stream(examples).map(Octets::ofUtf8).toArray(Octets[]::new));
    }

    XmlFault(String ruleId, Demand demand, Octets... examples) {
        this.ruleId = ruleId;
        this.demand = demand;
        this.examples = List.of(examples);
    }

    /** Not-well-formed, for which bad-format may stand (section 4.9.3.1). */
    private static Demand ofXml() {
        return Demand.of(NOT_WELL_FORMED, BAD_FORMAT);
    }

    private static Demand ofNamespaces() {
        return Demand.preferring(
                NOT_WELL_FORMED, BAD_NAMESPACE_PREFIX, BAD_FORMAT, StanzaErrorCondition.NOT_ACCEPTABLE);
    }

    private static Octets octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return Octets.of(octets);
    }

    /** {@return the id of the rule of the register that is broken} */
    public String ruleId() {
        return ruleId;
    }

    /** {@return what may be answered} */
    public Demand demand() {
        return demand;
    }

    /** What the fault looks like inside an element, with nothing else wrong. */
    List<Octets> examples() {
        return examples;
    }
}
