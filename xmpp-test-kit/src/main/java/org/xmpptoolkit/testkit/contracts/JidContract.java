package org.xmpptoolkit.testkit.contracts;

import static org.xmpptoolkit.jid.JidError.BAD_IP_LITERAL;
import static org.xmpptoolkit.jid.JidError.BAD_LABEL;
import static org.xmpptoolkit.jid.JidError.BIDI;
import static org.xmpptoolkit.jid.JidError.CONTEXT_RULE;
import static org.xmpptoolkit.jid.JidError.EMPTY;
import static org.xmpptoolkit.jid.JidError.PROHIBITED_CODE_POINT;
import static org.xmpptoolkit.jid.JidError.TOO_LONG;
import static org.xmpptoolkit.jid.JidPart.DOMAINPART;
import static org.xmpptoolkit.jid.JidPart.LOCALPART;
import static org.xmpptoolkit.jid.JidPart.RESOURCEPART;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.arbitraries.InvalidJid;
import org.xmpptoolkit.testkit.arbitraries.JidArbitraries;
import org.xmpptoolkit.testkit.arbitraries.ValidJid;

/**
 * What whoever parses addresses has to keep: RFC 6122 section 2 or RFC 7622 section 3, by the profile that is declared. Where these
 * leave a choice open, such as whether an A-label is kept, every choice passes.
 *
 * <pre>{@code
 * class MyAddressTest implements JidContract {
 *     public JidProfile profile() {
 *         return JidProfile.PRECIS;
 *     }
 *
 *     public Optional<Parts> parse(String text) {
 *         try {
 *             MyAddress address = MyAddress.parse(text);
 *             return Optional.of(Parts.of(address.local(), address.domain(), address.resource()));
 *         } catch (MyParseException refused) {
 *             return Optional.empty();
 *         }
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
 */
public interface JidContract extends Contract {
    /**
     * The parts of an address as the implementation compares, stores and sends them.
     *
     * @param localpart the localpart, if there is one
     * @param domainpart the domainpart
     * @param resourcepart the resourcepart, if there is one
     */
    record Parts(Optional<String> localpart, String domainpart, Optional<String> resourcepart) {
        /**
         * {@return the parts of an address, of which some may be null}
         *
         * @param localpart the localpart in prepared form, null if there is none
         * @param domainpart the domainpart in prepared form, without a final dot
         * @param resourcepart the resourcepart in prepared form, null if there is none
         */
        public static Parts of(@Nullable String localpart, String domainpart, @Nullable String resourcepart) {
            return new Parts(Optional.ofNullable(localpart), domainpart, Optional.ofNullable(resourcepart));
        }
    }

    /**
     * {@return the rules that the implementation goes by: {@link JidProfile#PRECIS} for RFC 7622; for RFC 6122 {@link
     * JidProfile#STRINGPREP_QUERY}, or {@link JidProfile#STRINGPREP} if it refuses what Unicode 3.2 does not assign}
     */
    JidProfile profile();

    /**
     * Parses and prepares an address.
     *
     * @param text any text, an address or not
     * @return the parts in prepared form, or nothing if the text is refused; an exception is taken for a defect
     */
    Optional<Parts> parse(String text);

    /**
     * What its profile lets through is taken as a localpart.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-349", "R-370"})
    default void takesLocalparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-349", "R-370").takes(LOCALPART, address);
    }

    /**
     * What its profile lets through is taken as a resourcepart.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-352", "R-373"})
    default void takesResourceparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-352", "R-373").takes(RESOURCEPART, address);
    }

    /**
     * A host name is taken as a domainpart, whatever scripts its labels are in.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-346", "R-367"})
    default void takesDomainparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-346", "R-367").takes(DOMAINPART, address);
    }

    /** An IP address is taken as a domainpart, one of version 6 in brackets. */
    @Example
    @Judges({"R-345", "R-363"})
    default void takesIpAddresses() {
        for (String address : List.of("192.0.2.7", "[::1]", "[2001:db8::7]")) {
            JidJudge.of(this, "R-345", "R-363").gives("a@" + address + "/b", Parts.of("a", address, "b"));
        }
    }

    /**
     * Localparts are prepared before they are compared: all spellings of one give the same text.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-350", "R-370"})
    default void preparesLocalparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-350", "R-370").prepares(LOCALPART, address);
    }

    /**
     * Resourceparts are prepared before they are compared.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-353", "R-373"})
    default void preparesResourceparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-353", "R-373").prepares(RESOURCEPART, address);
    }

    /**
     * Domainparts are prepared, whichever of the forms that are allowed they are kept in.
     *
     * @param address one of {@link #validJids}
     */
    @Property(maxDiscardRatio = 50)
    @Judges({"R-346", "R-367"})
    default void preparesDomainparts(@ForAll("validJids") ValidJid address) {
        JidJudge.of(this, "R-346", "R-367").prepares(DOMAINPART, address);
    }

    /** An A-label becomes a U-label. */
    @Example
    @Judges("R-366")
    default void turnsALabelsIntoULabels() {
        JidJudge.of(this, "R-366", "R-366").gives("xn--bcher-kva.example", Parts.of(null, "b\u00FCcher.example", null));
    }

    /**
     * A dot at the end of the domainpart is no part of it.
     *
     * @param name one of {@link #hostNames}
     */
    @Property
    @Judges({"R-344", "R-362"})
    default void stripsTheFinalDot(@ForAll("hostNames") String name) {
        JidJudge.of(this, "R-344", "R-362").gives(name + "./balcony", Parts.of(null, name, "balcony"));
    }

    /**
     * What IDNA2003 takes for a dot is one at the end of the domainpart too (RFC 3490 section 3.1).
     *
     * @param name one of {@link #hostNames}
     * @param separator one of {@link #separators}
     */
    @Property
    @Judges("R-344")
    default void stripsEveryFinalSeparator(@ForAll("hostNames") String name, @ForAll("separators") String separator) {
        JidJudge.of(this, "R-344", "R-344").gives(name + separator, Parts.of(null, name, null));
    }

    /**
     * What stands behind the first slash is the resourcepart, whatever it is.
     *
     * @param resourcepart one of {@link #opaque}
     */
    @Property
    @Judges({"R-355", "R-361"})
    default void splitsAtTheFirstSlashBeforeAnythingElse(@ForAll("opaque") String resourcepart) {
        JidJudge.of(this, "R-355", "R-361")
                .gives("example.com/" + resourcepart, Parts.of(null, "example.com", resourcepart));
    }

    /** A localpart may have 1,023 octets, however many characters these are. */
    @Example
    @Judges({"R-351", "R-369"})
    default void takesALocalpartOf1023Octets() {
        for (String longest : JidJudge.LONGEST) {
            JidJudge.of(this, "R-351", "R-369").gives(longest + "@example.com", Parts.of(longest, "example.com", null));
        }
    }

    /** A resourcepart may have 1,023 octets, however many characters these are. */
    @Example
    @Judges({"R-354", "R-372"})
    default void takesAResourcepartOf1023Octets() {
        for (String longest : JidJudge.LONGEST) {
            JidJudge.of(this, "R-354", "R-372").gives("example.com/" + longest, Parts.of(null, "example.com", longest));
        }
    }

    /**
     * A localpart of over 1,023 octets is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-351", "R-369"})
    default void refusesLongLocalparts(@ForAll("invalid") @Fault(part = LOCALPART, reason = TOO_LONG) InvalidJid text) {
        JidJudge.of(this, "R-351", "R-369").refuses(text);
    }

    /**
     * A domainpart of over 1,023 octets is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges("R-348")
    default void refusesLongDomainparts(
            @ForAll("invalid") @Fault(part = DOMAINPART, reason = TOO_LONG) InvalidJid text) {
        JidJudge.of(this, "R-348", "R-348").refuses(text);
    }

    /**
     * A resourcepart of over 1,023 octets is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-354", "R-372"})
    default void refusesLongResourceparts(
            @ForAll("invalid") @Fault(part = RESOURCEPART, reason = TOO_LONG) InvalidJid text) {
        JidJudge.of(this, "R-354", "R-372").refuses(text);
    }

    /**
     * A localpart that is empty, or left so by preparation, is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-351", "R-369"})
    default void refusesEmptyLocalparts(@ForAll("invalid") @Fault(part = LOCALPART, reason = EMPTY) InvalidJid text) {
        JidJudge.of(this, "R-351", "R-369").refuses(text);
    }

    /**
     * A domainpart that is empty, or left so by preparation, is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-348", "R-364"})
    default void refusesEmptyDomainparts(@ForAll("invalid") @Fault(part = DOMAINPART, reason = EMPTY) InvalidJid text) {
        JidJudge.of(this, "R-348", "R-364").refuses(text);
    }

    /**
     * A resourcepart that is empty, or left so by preparation, is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-354", "R-372"})
    default void refusesEmptyResourceparts(
            @ForAll("invalid") @Fault(part = RESOURCEPART, reason = EMPTY) InvalidJid text) {
        JidJudge.of(this, "R-354", "R-372").refuses(text);
    }

    /**
     * A code point that the profile of localparts prohibits is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-349", "R-370"})
    default void refusesProhibitedCodePointsOfLocalparts(
            @ForAll("invalid") @Fault(part = LOCALPART, reason = PROHIBITED_CODE_POINT) InvalidJid text) {
        JidJudge.of(this, "R-349", "R-370").refuses(text);
    }

    /**
     * A code point that the profile of resourceparts prohibits is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-352", "R-373"})
    default void refusesProhibitedCodePointsOfResourceparts(
            @ForAll("invalid") @Fault(part = RESOURCEPART, reason = PROHIBITED_CODE_POINT) InvalidJid text) {
        JidJudge.of(this, "R-352", "R-373").refuses(text);
    }

    /**
     * A code point that no domain name may have is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-346", "R-365"})
    default void refusesProhibitedCodePointsOfDomainparts(
            @ForAll("invalid") @Fault(part = DOMAINPART, reason = PROHIBITED_CODE_POINT) InvalidJid text) {
        JidJudge.of(this, "R-346", "R-365").refuses(text);
    }

    /**
     * A label that is empty, too long or has a misplaced hyphen is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-346", "R-365"})
    default void refusesBadLabels(@ForAll("invalid") @Fault(part = DOMAINPART, reason = BAD_LABEL) InvalidJid text) {
        JidJudge.of(this, "R-346", "R-365").refuses(text);
    }

    /**
     * A domainpart in brackets that is no IP address is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-345", "R-363"})
    default void refusesBadIpLiterals(
            @ForAll("invalid") @Fault(part = DOMAINPART, reason = BAD_IP_LITERAL) InvalidJid text) {
        JidJudge.of(this, "R-345", "R-363").refuses(text);
    }

    /** A domainpart of over 1,023 octets is refused, whatever the limits of DNS. */
    @Example
    @Judges({"R-348", "R-364"})
    default void refusesLongNames() {
        String name = "a.".repeat(511) + "aa";
        JidJudge.of(this, "R-348", "R-364").refuses(name, "its domainpart has 1024 octets");
        JidJudge.of(this, "R-348", "R-364").refuses("a@" + name + "a/b", "its domainpart has 1025 octets");
    }

    /** An IPv6 address without brackets is refused. */
    @Example
    @Judges({"R-343", "R-360"})
    default void refusesIpv6AddressesWithoutBrackets() {
        for (String text : List.of("::1", "2001:db8::7", "a@2001:db8::7/b")) {
            JidJudge.of(this, "R-343", "R-360").refuses(text, "an IPv6 address needs brackets");
        }
    }

    /** Eight characters are excluded from localparts, whatever their profile says. */
    @Example
    @Judges("R-371")
    default void refusesExcludedCharactersOfLocalparts() {
        for (String excluded : List.of("\"", "&", "'", ":", "<", ">")) {
            JidJudge.of(this, "R-371", "R-371")
                    .refuses("a" + excluded + "@example.com", "no localpart has " + excluded);
        }
    }

    /**
     * A localpart that mixes directions is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-349", "R-370"})
    default void refusesMixedDirectionsInLocalparts(
            @ForAll("invalid") @Fault(part = LOCALPART, reason = BIDI) InvalidJid text) {
        JidJudge.of(this, "R-349", "R-370").refuses(text);
    }

    /**
     * A resourcepart that mixes directions is refused; RFC 7622 has no such rule.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges("R-352")
    default void refusesMixedDirectionsInResourceparts(
            @ForAll("invalid") @Fault(part = RESOURCEPART, reason = BIDI) InvalidJid text) {
        JidJudge.of(this, "R-352", "R-352").refuses(text);
    }

    /**
     * A domain name that mixes directions is refused.
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges({"R-346", "R-365"})
    default void refusesMixedDirectionsInDomainparts(
            @ForAll("invalid") @Fault(part = DOMAINPART, reason = BIDI) InvalidJid text) {
        JidJudge.of(this, "R-346", "R-365").refuses(text);
    }

    /**
     * A code point of a localpart that is out of its context is refused (RFC 5892 appendix A).
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges("R-370")
    default void refusesLocalpartsAgainstContextRules(
            @ForAll("invalid") @Fault(part = LOCALPART, reason = CONTEXT_RULE) InvalidJid text) {
        JidJudge.of(this, "R-370", "R-370").refuses(text);
    }

    /**
     * A code point of a resourcepart that is out of its context is refused (RFC 5892 appendix A).
     *
     * @param text one of {@link #invalid} with that fault
     */
    @Property
    @Judges("R-373")
    default void refusesResourcepartsAgainstContextRules(
            @ForAll("invalid") @Fault(part = RESOURCEPART, reason = CONTEXT_RULE) InvalidJid text) {
        JidJudge.of(this, "R-373", "R-373").refuses(text);
    }

    /**
     * Whatever the text, it is an address or is refused, and nothing is thrown; an address in prepared form stays as it is.
     *
     * @param text one of {@link #texts}
     */
    @Property
    @Judges({"R-342", "R-358"})
    default void takesOrRefusesAnyText(@ForAll("texts") String text) {
        JidJudge.of(this, "R-342", "R-358").isStable(text);
    }

    /** {@return addresses of the profile} */
    @Provide
    default Arbitrary<ValidJid> validJids() {
        return JidArbitraries.valid(profile());
    }

    /**
     * {@return texts with one fault, which the parameter names}
     *
     * @param parameter has the annotation that names part and reason of the fault
     */
    @Provide
    default Arbitrary<InvalidJid> invalid(TypeUsage parameter) {
        return JidJudge.invalid(profile(), parameter.findAnnotation(Fault.class).orElseThrow());
    }

    /** {@return host names of ASCII in prepared form} */
    @Provide
    default Arbitrary<String> hostNames() {
        return JidJudge.hostNames();
    }

    /** {@return what IDNA2003 takes for a dot} */
    @Provide
    default Arbitrary<String> separators() {
        return JidJudge.separators();
    }

    /** {@return resourceparts that look like something else} */
    @Provide
    default Arbitrary<String> opaque() {
        return JidJudge.opaque();
    }

    /** {@return addresses, nearly addresses, and anything else} */
    @Provide
    default Arbitrary<String> texts() {
        return JidArbitraries.texts();
    }
}
