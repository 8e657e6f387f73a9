package org.xmpptoolkit.testkit.contracts;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.testkit.arbitraries.BrokenScript;
import org.xmpptoolkit.testkit.arbitraries.Cut;
import org.xmpptoolkit.testkit.arbitraries.CutArbitraries;
import org.xmpptoolkit.testkit.arbitraries.StreamScript;

/**
 * What a stream between client and server has to keep, in either role, from octets in to octets out: RFC 6120 sections 4, 6, 7 and 11.
 * The other side is played by scripts, legal ones and ones that break one rule; each runs on a stream of its own, in memory. TLS counts
 * as done: the octets are those within it.
 *
 * <pre>{@code
 * class MyServerTest implements StreamContract {
 *     public Role role() {
 *         return Role.RECEIVING;
 *     }
 *
 *     public Stream open(Account account) {
 *         MyServer server = new MyServer(account.domain());
 *         server.addUser(account.localpart(), account.password());
 *         MyStream stream = server.accept(SECURE);
 *         return new Stream() {
 *             public void feed(byte[] octets) {
 *                 stream.receive(octets);
 *             }
 *
 *             public byte[] take() {
 *                 return stream.drainOutput();
 *             }
 *
 *             public boolean isClosed() {
 *                 return stream.isClosed();
 *             }
 *         };
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4">RFC 6120 section 4</a>
 */
public interface StreamContract extends Contract {
    /** {@return the implementation's role: a client is the initiating entity, a server the receiving one} */
    Role role();

    /** {@return whether it is a server that offers stream management (XEP-0198)} It does not unless overridden. */
    default boolean offersStreamManagement() {
        return false;
    }

    /**
     * Opens a new stream, over TLS that is done. A server serves the domain and knows the account; a client logs in to the account. The
     * mechanism is PLAIN.
     *
     * @param account the account that the other side plays, or lets in
     * @return the stream; a client has written its header already
     */
    Stream open(Account account);

    /** A stream by its octets. One thread at a time. */
    interface Stream {
        /**
         * Takes octets of the peer, in any pieces.
         *
         * @param octets part of what the peer sends; it may end within a character
         */
        void feed(byte[] octets);

        /**
         * Gives the octets that were written since the last call, none if there are none.
         *
         * @return the octets, an empty array if there are none
         */
        byte[] take();

        /** {@return whether it has closed the connection, or asked its transport to} */
        boolean isClosed();
    }

    /**
     * An account at a server.
     *
     * @param localpart the name of the account
     * @param domain the domain that the server serves
     * @param password the password
     */
    record Account(String localpart, String domain, String password) {
        /** The address without the password. */
        @Override
        public String toString() {
            return localpart + "@" + domain;
        }
    }

    /**
     * A peer that breaks no rule is served to the end.
     *
     * @param script one of {@link #legal}
     * @param cut one of {@link #streamCuts}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges({"R-008", "R-010", "R-018", "R-099", "R-155", "R-205", "R-216", "R-249"})
    default void servesALegalPeer(@ForAll("legal") StreamScript script, @ForAll("streamCuts") Cut cut) {
        StreamJudge.of(this, "R-008").serves(script, cut);
    }

    /**
     * When the peer has closed its stream, the connection ends.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-036")
    default void closesWhenThePeerHasClosed(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-036").closes(script);
    }

    /**
     * All that is written is well-formed, and holds nothing that XMPP does not allow.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges({"R-312", "R-314"})
    default void writesWellFormedXml(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-312").writesWellFormed(script);
    }

    /**
     * No closing tag goes before the header of a restart.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-016")
    default void closesNothingAtARestart(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-016").closesNothingAtARestart(script);
    }

    /**
     * Stanzas have no prefix.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-092")
    default void writesNoPrefix(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-092").writesNoPrefix(script);
    }

    /**
     * A response header says who answers.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-046")
    default void saysWhoAnswers(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-046").hasOnHeaders(script, "from");
    }

    /**
     * A response header has an id.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-056")
    default void givesAnId(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-056").hasOnHeaders(script, "id");
    }

    /**
     * Each restart has a new id.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-020")
    default void givesANewIdAtARestart(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-020").changesId(script);
    }

    /**
     * A response header has a language.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-062")
    default void saysItsLanguage(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-062").hasLanguage(script);
    }

    /**
     * An initial header says which domain is asked for.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-050")
    default void saysWhomItAsksFor(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-050").hasOnHeaders(script, "to");
    }

    /**
     * An initial header has the highest version that is supported.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-073")
    default void saysItsVersion(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-073").hasOnHeaders(script, "version");
    }

    /**
     * An initial header has no id.
     *
     * @param script one of {@link #legal}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-059")
    default void givesNoId(@ForAll("legal") StreamScript script) {
        StreamJudge.of(this, "R-059").hasNoId(script);
    }

    /**
     * A fault in the initial header is answered with a header first.
     *
     * @param script one of {@link #brokenHeaders}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-102")
    default void answersABrokenHeaderWithAHeader(@ForAll("brokenHeaders") BrokenScript script) {
        StreamJudge.of(this, "R-102").answersWithAHeader(script);
    }

    /**
     * A stream error is the last that comes but for the closing tag, and the connection ends.
     *
     * @param script one of {@link #brokenScripts}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-100")
    default void closesBehindAnError(@ForAll("brokenScripts") BrokenScript script) {
        StreamJudge.of(this, "R-100").closesBehindAnError(script);
    }

    /**
     * How octets are cut has no meaning.
     *
     * @param script one of {@link #brokenScripts}
     * @param cut one of {@link #streamCuts}
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-225")
    default void answersTheSameHoweverItIsCut(
            @ForAll("brokenScripts") BrokenScript script, @ForAll("streamCuts") Cut cut) {
        StreamJudge.of(this, "R-225").answersTheSame(script, cut);
    }

    /**
     * A root element in another namespace is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-079
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-079")
    default void refusesAnotherStreamNamespace(@ForAll("brokenScripts") @BreaksRule("R-079") BrokenScript script) {
        StreamJudge.of(this, "R-079").answers(script);
    }

    /**
     * A comment is refused, wherever it stands.
     *
     * @param script one of {@link #brokenScripts} that breaks R-307
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-307")
    default void refusesComments(@ForAll("brokenScripts") @BreaksRule("R-307") BrokenScript script) {
        StreamJudge.of(this, "R-307").answers(script);
    }

    /**
     * A processing instruction is refused, wherever it stands.
     *
     * @param script one of {@link #brokenScripts} that breaks R-308
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-308")
    default void refusesProcessingInstructions(@ForAll("brokenScripts") @BreaksRule("R-308") BrokenScript script) {
        StreamJudge.of(this, "R-308").answers(script);
    }

    /**
     * A document type is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-309
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-309")
    default void refusesDocumentTypes(@ForAll("brokenScripts") @BreaksRule("R-309") BrokenScript script) {
        StreamJudge.of(this, "R-309").answers(script);
    }

    /**
     * An entity that XML does not predefine is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-310
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-310")
    default void refusesEntityReferences(@ForAll("brokenScripts") @BreaksRule("R-310") BrokenScript script) {
        StreamJudge.of(this, "R-310").answers(script);
    }

    /**
     * What is not well-formed is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-313
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-313")
    default void refusesWhatIsNotWellFormed(@ForAll("brokenScripts") @BreaksRule("R-313") BrokenScript script) {
        StreamJudge.of(this, "R-313").answers(script);
    }

    /**
     * What is not well-formed by the rules of namespaces is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-315
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-315")
    default void refusesWhatBreaksNamespaces(@ForAll("brokenScripts") @BreaksRule("R-315") BrokenScript script) {
        StreamJudge.of(this, "R-315").answers(script);
    }

    /**
     * Another encoding is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-324
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-324")
    default void refusesOtherEncodings(@ForAll("brokenScripts") @BreaksRule("R-324") BrokenScript script) {
        StreamJudge.of(this, "R-324").answers(script);
    }

    /**
     * Octets that are no UTF-8 are refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-325
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-325")
    default void refusesBrokenUtf8(@ForAll("brokenScripts") @BreaksRule("R-325") BrokenScript script) {
        StreamJudge.of(this, "R-325").answers(script);
    }

    /**
     * A stanza before authentication ends the stream.
     *
     * @param script one of {@link #brokenScripts} that breaks R-024
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-024")
    default void refusesStanzasBeforeAuthentication(@ForAll("brokenScripts") @BreaksRule("R-024") BrokenScript script) {
        StreamJudge.of(this, "R-024").answers(script);
    }

    /**
     * A stanza to others before a resource is bound ends the stream.
     *
     * @param script one of {@link #brokenScripts} that breaks R-207
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-207")
    default void refusesStanzasBeforeBinding(@ForAll("brokenScripts") @BreaksRule("R-207") BrokenScript script) {
        StreamJudge.of(this, "R-207").answers(script);
    }

    /**
     * An authorization identity that the account has no right to is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-172
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-172")
    default void refusesIdentitiesOfOthers(@ForAll("brokenScripts") @BreaksRule("R-172") BrokenScript script) {
        StreamJudge.of(this, "R-172").answers(script);
    }

    /**
     * Characters outside base64 are refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-199
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-199")
    default void refusesCharactersOutsideBase64(@ForAll("brokenScripts") @BreaksRule("R-199") BrokenScript script) {
        StreamJudge.of(this, "R-199").answers(script);
    }

    /**
     * Padding in the wrong place is refused.
     *
     * @param script one of {@link #brokenScripts} that breaks R-200
     */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @Judges("R-200")
    default void refusesMisplacedPadding(@ForAll("brokenScripts") @BreaksRule("R-200") BrokenScript script) {
        StreamJudge.of(this, "R-200").answers(script);
    }

    /** {@return scripts of the other side that break no rule} */
    @Provide
    default Arbitrary<StreamScript> legal() {
        return StreamJudge.legal(this);
    }

    /**
     * {@return scripts of the other side that break the rule that the parameter names, or any}
     *
     * @param parameter has the annotation that names the rule, or none
     */
    @Provide
    default Arbitrary<BrokenScript> brokenScripts(TypeUsage parameter) {
        return StreamJudge.broken(
                this, parameter.findAnnotation(BreaksRule.class).map(BreaksRule::value));
    }

    /** {@return scripts of the other side whose first header is broken} */
    @Provide
    default Arbitrary<BrokenScript> brokenHeaders() {
        return StreamJudge.brokenHeaders(this);
    }

    /** {@return ways to cut octets} */
    @Provide
    default Arbitrary<Cut> streamCuts() {
        return CutArbitraries.cuts();
    }
}
