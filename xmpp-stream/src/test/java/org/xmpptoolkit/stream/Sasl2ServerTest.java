package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.ErrorSent;
import org.xmpptoolkit.stream.StreamEvent.Established;
import org.xmpptoolkit.stream.StreamEvent.FeatureNegotiated;
import org.xmpptoolkit.stream.StreamEvent.FeatureRefused;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.UserAgent;

/** SASL2 and Bind 2 as a server does them (XEP-0388, XEP-0386). */
class Sasl2ServerTest {
    private static final String ENABLE = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";
    private static final String PLAIN = Sasl2Streams.plain("");
    private static final String SCRAM =
            "<authenticate" + Sasl2Streams.NS + " mechanism='SCRAM-SHA-1'><initial-response>"
                    + Sasl2Streams.base64("n,,n=juliet,r=client") + "</initial-response></authenticate>";

    private static StreamErrorCondition error(Transcript server) {
        assertInstanceOf(Reason.ErrorSent.class, server.closed());
        return server.only(ErrorSent.class).error().condition();
    }

    private static List<String> features(Transcript server) {
        return server.all(FeatureNegotiated.class).stream()
                .map(negotiated -> negotiated.feature().getNamespaceURI())
                .toList();
    }

    /** A server in the middle of SCRAM: its challenge is out. */
    private static Transcript running() {
        Transcript server = Sasl2Streams.opened();
        String challenge = Sasl2Streams.login(server, SCRAM);
        assertTrue(challenge.startsWith("<challenge" + Sasl2Streams.NS + ">"), challenge);
        server.events.clear();
        return server;
    }

    // The offer

    @Test
    @Rule({"R-492", "R-500"})
    void offersMechanismsAndWhatMayBeInlineBesideTheFormerWay() {
        Transcript server = Sasl2Streams.server();
        String offer = server.feed(Streams.CLIENT_HEADER);
        assertTrue(
                offer.contains("<authentication" + Sasl2Streams.NS + "><mechanism>SCRAM-SHA-512</mechanism>"
                        + "<mechanism>SCRAM-SHA-256</mechanism><mechanism>SCRAM-SHA-1</mechanism>"
                        + "<mechanism>PLAIN</mechanism><inline><sm xmlns='urn:xmpp:sm:3'/>"
                        + "<bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/></inline></bind>"
                        + "</inline></authentication><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"),
                offer);
        assertFalse(offer.contains("urn:ietf:params:xml:ns:xmpp-bind"), offer);
    }

    @Test
    @Rule("R-492")
    void offersNothingWithoutAMechanism() {
        Transcript server = Sasl2Streams.server(List.of(Sasl2.server(
                Sasl2Streams.sasl().mechanisms(List.of(SaslMechanism.EXTERNAL)).build())));
        String offer = server.feed(Streams.CLIENT_HEADER);
        assertFalse(offer.contains("features"), offer);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server), "an empty offer would say that all is done");
        assertEquals(List.of(), server.all(Established.class), "not complete without an account");
    }

    /** The answer to the header is where a server knows who may log in. */
    @ParameterizedTest
    @CsvSource({"juliet, SCRAM-SHA-1", "romeo, PLAIN"})
    @Rule("R-492")
    void offersWhatTheAccountOfTheHeaderCanUse(String name, String mechanism) {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config()
                .tlsPolicy(TlsPolicy.DIRECT)
                .hosts(offered -> {
                    boolean hashed = offered.header().from().equals(Optional.of(ScenarioEntities.JULIET));
                    return new HeaderAnswer.Serve(
                            Streams.DOMAIN,
                            List.of(Sasl2.server(Sasl2Streams.sasl()
                                    .mechanisms(List.of(hashed ? SaslMechanism.SCRAM_SHA_1 : SaslMechanism.PLAIN))
                                    .build())),
                            List.of(Language.of("en")));
                })
                .build()));
        server.add(server.stream.secured(Sasl2Streams.TLS));
        String offer = server.feed(Sasl2Streams.NAMED_HEADER.replace("juliet", name));
        assertTrue(offer.contains("'><mechanism>" + mechanism + "</mechanism></authentication>"), offer);
    }

    @Test
    @Rule("R-493")
    void refusesAHeaderFromAnotherDomain() {
        Transcript server = Sasl2Streams.server();
        String said = server.feed(
                Sasl2Streams.NAMED_HEADER.replace("from='juliet@im.example.com'", "from='a@b.example'") + PLAIN);
        assertEquals(StreamErrorCondition.INVALID_FROM, error(server));
        assertFalse(said.contains("features"), said);
        assertEquals(List.of(), server.all(Asked.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@im.example.com/balcony", "im.example.com", "IM.example.com"})
    @Rule("R-493")
    void takesAHeaderFromTheSameDomain(String from) {
        Transcript server = Sasl2Streams.server();
        String offer = server.feed(Sasl2Streams.NAMED_HEADER.replace("juliet@im.example.com", from));
        assertTrue(offer.contains("<authentication" + Sasl2Streams.NS), offer);
    }

    // The exchange

    @Test
    @Rule("R-496")
    void saysWhoIsLoggedInAndOffersAnewWithoutARestart() {
        Transcript server = Sasl2Streams.opened();
        String said = Sasl2Streams.login(server, PLAIN);
        assertEquals(
                "<success" + Sasl2Streams.NS + ">" + Sasl2Streams.IDENTIFIER + "</success><stream:features>"
                        + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/></stream:features>",
                said);
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        Sasl2Streams.bind(server, Managed.BOUND);
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        assertEquals(Optional.of(Managed.BOUND), server.stream.state().bound());
    }

    @Test
    @Rule("R-496")
    void putsTheServersProofIntoSuccess() {
        Transcript client =
                Sasl2Streams.client(Sasl2Streams.by(SaslMechanism.SCRAM_SHA_1).build());
        Transcript other = Sasl2Streams.opened();
        client.events.clear();
        String request = client.feed(Streams.SERVER_HEADER + Sasl2Streams.OFFER);
        String success = other.feed(client.feed(Sasl2Streams.login(other, request)));
        assertTrue(success.startsWith("<success" + Sasl2Streams.NS + "><additional-data>"), success);
        client.feed(success);
        assertEquals(Optional.of(ScenarioEntities.JULIET), client.stream.state().account());
    }

    @Test
    void takesAnEmptyInitialResponseForAMessageAndNoneForNone() {
        Transcript server = Sasl2Streams.opened();
        String request = "<authenticate" + Sasl2Streams.NS + " mechanism='PLAIN'>";
        assertEquals("<challenge" + Sasl2Streams.NS + "/>", server.feed(request + "</authenticate>"));
        server.feed("<abort" + Sasl2Streams.NS + "/>");
        assertEquals(
                Sasl2Streams.failure("malformed-request"), server.feed(request + "<initial-response/></authenticate>"));
    }

    @Test
    void takesBase64InSeveralLinesAndNothingThatIsNone() {
        Transcript server = Sasl2Streams.opened();
        String cut = PLAIN.replace("AGp1", "\n  AGp1\t").replace("</initial", "\n</initial");
        assertTrue(Sasl2Streams.login(server, cut).startsWith("<success"), cut);
        for (String junk : List.of("A", "=", "AGp1b<x/>", "a-_a")) {
            String request = "<authenticate" + Sasl2Streams.NS + " mechanism='PLAIN'><initial-response>" + junk
                    + "</initial-response></authenticate>";
            assertEquals(
                    Sasl2Streams.failure("incorrect-encoding"),
                    Sasl2Streams.opened().feed(request));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "", "plain", "EXTERNAL", "SCRAM-SHA-1-PLUS"})
    @Rule("R-494")
    void refusesAMechanismThatWasNotAnnounced(String mechanism) {
        Transcript server = Sasl2Streams.opened();
        assertEquals(
                Sasl2Streams.failure("invalid-mechanism"),
                server.feed(PLAIN.replace("'PLAIN'", "'" + mechanism + "'")));
        assertEquals(List.of(), server.all(Asked.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"romeo@im.example.com", "juliet@b.example", "im.example.com", "not an address@@"})
    @Rule("R-494")
    void refusesAnAuthorizationIdentityThatIsNotTheHeaders(String authzid) {
        Transcript server = Sasl2Streams.opened();
        assertEquals(
                Sasl2Streams.failure("invalid-authzid"),
                Sasl2Streams.login(server, Sasl2Streams.plain(authzid + "\0juliet\0" + ScenarioEntities.PASSWORD, "")));
        assertEquals(Optional.empty(), server.stream.state().account());
        assertTrue(Sasl2Streams.login(server, Sasl2Streams.plain("juliet@im.example.com\0juliet\0r0m30", ""))
                .startsWith("<success"));
    }

    @Test
    @Rule("R-494")
    void refusesAnotherAccountThanTheHeaders() {
        Transcript server = Sasl2Streams.server();
        server.feed(Sasl2Streams.NAMED_HEADER.replace("juliet@", "romeo@"));
        assertEquals(Sasl2Streams.failure("invalid-authzid"), Sasl2Streams.login(server, PLAIN));
        assertEquals(Optional.empty(), server.stream.state().account());
    }

    static Stream<String> otherTraffic() {
        return Stream.of(
                " ",
                "\n",
                "<message/>",
                "<x xmlns='urn:example:x'/>",
                PLAIN,
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGp1bGlldAByMG0zMA==</auth>",
                "<next" + Sasl2Streams.NS + " task='X'/>",
                "<challenge" + Sasl2Streams.NS + "/>",
                "<enable xmlns='urn:xmpp:sm:3'/>",
                "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    }

    @ParameterizedTest
    @MethodSource("otherTraffic")
    @Rule("R-495")
    void endsTheStreamWhereAnythingElseComesWhileAuthenticationRuns(String other) {
        Transcript server = running();
        String said = server.feed(other + "<abort" + Sasl2Streams.NS + "/>" + PLAIN);
        StreamErrorCondition expected = other.isBlank()
                ? StreamErrorCondition.BAD_FORMAT
                : other.equals("<message/>")
                        ? StreamErrorCondition.NOT_AUTHORIZED
                        : StreamErrorCondition.POLICY_VIOLATION;
        assertEquals(expected, error(server), said);
        assertTrue(said.startsWith("<stream:error>") && said.endsWith("</stream:stream>"), said);
        assertEquals(List.of(), server.all(Asked.class), "nothing behind it is looked at");
    }

    /** Also where it came with the request, and waits for the answer to a question. */
    @Test
    @Rule("R-495")
    void endsTheStreamForWhiteSpaceThatCameWithTheRequest() {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, SCRAM + "\n");
        assertEquals(StreamErrorCondition.BAD_FORMAT, error(server));
    }

    @Test
    @Rule("R-495")
    void takesWhiteSpaceInFrontAndBehind() {
        Transcript server = Sasl2Streams.opened();
        server.feed("\n " + SCRAM);
        Sasl2Streams.tell(server);
        assertEquals(Sasl2Streams.failure("aborted"), server.feed("<abort" + Sasl2Streams.NS + "/>\n"));
        assertTrue(Sasl2Streams.login(server, " " + PLAIN + " ").startsWith("<success"));
        assertEquals(List.of(), server.all(ErrorSent.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "r0m30r0m30"})
    @Rule("R-497")
    void saysAConditionOfRfc6120AndLeavesTheStreamAsItWas(String password) {
        Transcript server = Sasl2Streams.opened();
        StreamState before = server.stream.state();
        String failed =
                Sasl2Streams.login(server, Sasl2Streams.plain("\0juliet\0" + password, Sasl2Streams.BIND_TAGGED));
        assertEquals(Sasl2Streams.failure("not-authorized"), failed);
        assertEquals(before, server.stream.state());
        assertEquals(1, server.all(FeatureRefused.class).size());
        assertEquals(1, server.all(Asked.class).size(), "no resource is bound");
        assertTrue(Sasl2Streams.login(server, PLAIN).startsWith("<success"), "and may be tried again");
    }

    @Test
    void countsTheTriesAsTheFormerProfileDoes() {
        Transcript server = Sasl2Streams.opened();
        String wrong = Sasl2Streams.plain("\0juliet\0wrong", "");
        Sasl2Streams.login(server, wrong);
        Sasl2Streams.login(server, wrong);
        assertEquals(List.of(), server.all(ErrorSent.class));
        String last = Sasl2Streams.login(server, wrong);
        assertTrue(last.startsWith(Sasl2Streams.failure("not-authorized") + "<stream:error>"), last);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
    }

    /** Whoever guesses passwords gets no more tries by changing the profile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheTriesOfBothProfilesTogether(boolean newFirst) {
        Transcript server = Sasl2Streams.opened();
        String wrong = Sasl2Streams.plain("\0juliet\0wrong", "");
        String former = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Sasl2Streams.base64("\0juliet\0wrong") + "</auth>";
        Sasl2Streams.login(server, newFirst ? wrong : former);
        Sasl2Streams.login(server, newFirst ? former : wrong);
        assertEquals(List.of(), server.all(ErrorSent.class));
        Sasl2Streams.login(server, newFirst ? wrong : former);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
    }

    /** Nor by leaving one attempt for another of the other profile, which drops it. */
    @Test
    void countsOnWhereAnAttemptIsDropped() {
        Transcript server = Sasl2Streams.opened();
        String former = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='";
        String wrong = former + "PLAIN'>" + Sasl2Streams.base64("\0juliet\0wrong") + "</auth>";
        Sasl2Streams.login(server, wrong);
        server.feed(former + "SCRAM-SHA-1'/>");
        server.feed("<authenticate" + Sasl2Streams.NS + " mechanism='SCRAM-SHA-1'/>");
        server.feed("<abort" + Sasl2Streams.NS + "/>");
        assertEquals(List.of(), server.all(ErrorSent.class));
        Sasl2Streams.login(server, wrong);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", Sasl2Streams.BIND_TAGGED})
    @Rule("R-499")
    void refusesToAuthenticateAgain(String inline) {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain(inline));
        if (!inline.isEmpty()) {
            Sasl2Streams.bind(server, Sasl2Streams.TAGGED);
        }
        String said = server.feed(PLAIN + "<message id='1'/>");
        assertTrue(said.startsWith("<stream:error><policy-violation"), said);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server));
        assertEquals(
                1,
                server.all(FeatureNegotiated.class).stream()
                        .filter(one -> one.feature().getNamespaceURI().equals("urn:xmpp:sasl:2"))
                        .count());
    }

    // Inline

    @Test
    @Rule("R-501")
    void bindsBeforeItSaysSuccess() {
        Transcript server = Sasl2Streams.opened();
        assertEquals("", Sasl2Streams.login(server, Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED)));
        assertEquals(
                "<success" + Sasl2Streams.NS + ">" + Sasl2Streams.TAGGED_IDENTIFIER
                        + "<bound xmlns='urn:xmpp:bind:0'/></success>"
                        + "<stream:features><sm xmlns='urn:xmpp:sm:3'/></stream:features>",
                Sasl2Streams.bind(server, Sasl2Streams.TAGGED));
        assertEquals(Phase.ESTABLISHED, server.stream.state().phase());
        assertEquals(List.of("urn:xmpp:sasl:2", "urn:xmpp:bind:0"), features(server));
    }

    /** The bounds behind authentication hold, although nothing restarts. */
    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 1_000})
    void takesLongStanzasBehindSuccess(int most) {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED));
        Sasl2Streams.bind(server, Sasl2Streams.TAGGED);
        String octets = "<message><body>" + "x".repeat(100_000) + "</body></message>";
        for (int at = 0; at < octets.length(); at += most) {
            server.feed(octets.substring(at, Math.min(octets.length(), at + most)));
        }
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    @Rule("R-501")
    void startsStreamManagementWithTheResource() {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain("<bind xmlns='urn:xmpp:bind:0'>" + ENABLE + ENABLE + "</bind>"));
        assertEquals(
                "<success" + Sasl2Streams.NS + ">" + Sasl2Streams.TAGGED_IDENTIFIER
                        + "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='sm-1' resume='true'/></bound>"
                        + "</success><stream:features/>",
                Sasl2Streams.bind(server, Sasl2Streams.TAGGED));
        assertEquals(List.of("urn:xmpp:sasl:2", "urn:xmpp:bind:0", "urn:xmpp:sm:3"), features(server));
        assertEquals("<a xmlns='urn:xmpp:sm:3' h='1'/>", server.feed("<message/>" + Managed.REQUEST));
        assertEquals(Sasl2Streams.TAGGED, Managed.suspend(server).bound());
    }

    @Test
    @Rule("R-501")
    void saysFailedWhereStreamManagementDoes() {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(
                server,
                Sasl2Streams.plain("<bind xmlns='urn:xmpp:bind:0'>" + ENABLE.replace("true", "maybe") + "</bind>"));
        String said = Sasl2Streams.bind(server, Sasl2Streams.TAGGED);
        assertTrue(said.contains("<bound xmlns='urn:xmpp:bind:0'><failed xmlns='urn:xmpp:sm:3'><bad-request"), said);
        assertEquals(1, server.all(FeatureRefused.class).size());
        server.feed(ENABLE);
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, error(server), "as a second start is refused elsewhere");
    }

    /** It may be had by itself once authentication is through, not before. */
    @Test
    void startsNothingOutsideOfTheResource() {
        Transcript server = Sasl2Streams.opened();
        String said = Sasl2Streams.login(server, Sasl2Streams.plain(ENABLE));
        assertTrue(said.contains("<failed xmlns='urn:xmpp:sm:3'><unexpected-request"), said);
        assertEquals(Optional.of(ScenarioEntities.JULIET), server.stream.state().account());
    }

    @Test
    void tellsTheApplicationWhoAsksAndPassesOnItsRefusal() {
        UUID id = UUID.fromString("d4565fa7-4d72-4749-b3d3-740edbf87770");
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(
                server,
                Sasl2Streams.plain("<user-agent id='" + id + "'><software>Balcony</software><device>Phone</device>"
                        + "</user-agent>" + Sasl2Streams.BIND_TAGGED));
        Asked<BindAnswer> asked = server.question(BindRequested.class);
        assertEquals(
                new BindRequested(
                        ScenarioEntities.JULIET,
                        Optional.of("Orchard"),
                        Optional.of(UserAgent.of(id, "Balcony", "Phone"))),
                asked.prompt());
        assertFalse(server.events.toString().contains(id.toString()), "the id is not shown");
        String said = server.add(server.stream.reply(
                asked, new BindAnswer.Refused(StanzaError.of(StanzaErrorCondition.RESOURCE_CONSTRAINT))));
        assertTrue(said.contains("<failed xmlns='urn:xmpp:bind:0'><resource-constraint"), said);
        assertTrue(said.contains(Sasl2Streams.IDENTIFIER), said);
        assertTrue(said.endsWith(
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/>" + "</stream:features>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "d4565fa7-4d72-4749-b3d3-740edbf8777", "1-1-1-1-1"})
    void anIdThatIsNoUuidIsNone(String id) {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain("<user-agent id='" + id + "'/>" + Sasl2Streams.BIND_TAGGED));
        BindRequested request = (BindRequested)
                server.<BindAnswer, BindRequested>question(BindRequested.class).prompt();
        assertEquals(
                Optional.of(new UserAgent(Optional.empty(), Optional.empty(), Optional.empty())), request.userAgent());
    }

    @Test
    void anAnswerOfAnotherAccountIsTheCallersMistake() {
        Transcript server = Sasl2Streams.opened();
        Sasl2Streams.login(server, Sasl2Streams.plain(Sasl2Streams.BIND_TAGGED));
        assertThrows(
                IllegalArgumentException.class,
                () -> Sasl2Streams.bind(server, Jid.parse("romeo@im.example.com/Orchard")));
        assertTrue(Sasl2Streams.bind(server, Sasl2Streams.TAGGED).startsWith("<success"), "the question stays open");
    }

    @Test
    void theQuestionForCredentialsIsThatOfTheFormerProfile() {
        Transcript server = Sasl2Streams.opened();
        server.feed(SCRAM);
        CredentialsRequested request =
                (CredentialsRequested) server.only(Asked.class).prompt();
        assertEquals(ScenarioEntities.JULIET, request.account());
    }
}
