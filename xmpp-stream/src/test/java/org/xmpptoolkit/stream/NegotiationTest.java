package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;

class NegotiationTest {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";
    private static final String BIND =
            "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>balcony</resource></bind></iq>";
    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static Transcript secureServer(TlsPolicy policy) {
        return new Transcript(
                XmppStream.receiving(Streams.serving(new StartTls(), new Streams.Login(), ResourceBinding.server())
                        .tlsPolicy(policy)
                        .build()));
    }

    @Test
    @Rule({"R-015", "R-016", "R-017", "R-020", "R-021", "R-026", "R-190", "R-212"})
    void restartBringsANewIdAndNewFeatures() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        String first = server.feed(Streams.CLIENT_HEADER);
        assertTrue(first.contains("<stream:features><login xmlns='urn:example:login'/></stream:features>"), first);
        String second = server.feed(LOGIN + "\n" + Streams.CLIENT_HEADER);
        assertTrue(
                second.startsWith("<welcome xmlns='urn:example:login'/><?xml version='1.0'?><stream:stream"), second);
        assertTrue(second.contains(" id='id-2'"), second);
        assertTrue(
                second.endsWith("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>"),
                second);
        assertEquals(Optional.of(Streams.ACCOUNT), server.stream.state().account());
        assertTrue(server.all(StreamEvent.Established.class).isEmpty());
    }

    @Test
    @Rule({"R-025", "R-027", "R-208", "R-209", "R-210", "R-211", "R-216", "R-219"})
    void bindingEstablishesTheStream() {
        Transcript server = boundServer();
        assertEquals(
                Optional.of(Jid.parse("juliet@im.example.com/balcony")),
                server.stream.state().bound());
        server.only(StreamEvent.Established.class);
        server.feed("<message to='romeo@example.net'/>");
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    private static Transcript boundServer() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND + "<presence/>");
        assertFalse(server.stream.wantsInput());
        BindRequested asked =
                (BindRequested) server.question(BindRequested.class).prompt();
        assertEquals(Optional.of("balcony"), asked.resourcepart());
        BindAnswer answer = new BindAnswer.Bound(Jid.parse("juliet@im.example.com/balcony"));
        assertEquals(
                "<iq type='result' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<jid>juliet@im.example.com/balcony</jid></bind></iq>",
                server.add(server.stream.reply(server.question(BindRequested.class), answer)));
        // what was held during the pause comes behind it
        assertEquals(
                "presence",
                server.only(StreamEvent.ElementReceived.class).element().localName());
        server.events.removeIf(StreamEvent.ElementReceived.class::isInstance);
        return server;
    }

    @Test
    @Rule({"R-222", "R-223", "R-224"})
    void refusedBindingMayBeTriedAgainUpToALimit() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER);
        BindAnswer conflict = new BindAnswer.Refused(StanzaError.of(StanzaErrorCondition.CONFLICT));
        for (int i = 0; i <= 5; i++) { // the first, and five retries
            assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
            server.feed(BIND);
            String answer = server.add(server.stream.reply(server.question(BindRequested.class), conflict));
            assertTrue(answer.startsWith("<iq type='error' id='b1'><error "), answer);
        }
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
    }

    @Test
    @Rule({"R-220"})
    void unpreparableResourcepartIsLeftToTheServer() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER
                + LOGIN
                + Streams.CLIENT_HEADER
                + BIND.replace("balcony", "x&#xFFFD;".repeat(600)));
        BindRequested asked =
                (BindRequested) server.question(BindRequested.class).prompt();
        assertEquals(Optional.empty(), asked.resourcepart());
    }

    @Test
    @Rule({"R-232"})
    void stanzasOfABoundClientAreStamped() {
        Transcript server = boundServer();
        server.feed("<message from='romeo@example.net'/><presence type='subscribe' to='romeo@example.net'/>"
                + "<presence type=' subscribe&#10;' to='romeo@example.net'/>");
        List<StreamEvent.ElementReceived> received = server.all(StreamEvent.ElementReceived.class);
        assertEquals(
                Optional.of("juliet@im.example.com/balcony"),
                received.get(0).element().attribute("from"));
        assertEquals(
                Optional.of("juliet@im.example.com"), received.get(1).element().attribute("from"));
        assertEquals(
                Optional.of("juliet@im.example.com"), received.get(2).element().attribute("from"));
    }

    @Test
    @Rule({"R-024", "R-114"})
    void stanzaBeforeAuthenticationIsNotAuthorized() {
        Transcript server = Streams.receiving(new Streams.Login());
        server.feed(Streams.CLIENT_HEADER + "<message to='romeo@example.net'><body>hi</body></message>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
    }

    @Test
    @Rule({"R-207"})
    void stanzaBeforeBindingIsNotAuthorized() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + "<message to='romeo@example.net'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    @Test
    @Rule({"R-083", "R-090"})
    void unknownFirstLevelElementsEndTheStream() {
        Transcript server = Streams.establishedReceiving();
        server.feed("<message/><x xmlns='urn:example:x'/><message/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
        Transcript other = Streams.establishedReceiving();
        other.feed("<message xmlns='jabber:server'/>");
        HeaderTest.assertErrorSent(other, StreamErrorCondition.INVALID_NAMESPACE);
    }

    @Test
    @Rule({"R-127", "R-128", "R-134", "R-135", "R-136", "R-137", "R-139", "R-151", "R-153", "R-154", "R-161"})
    void receiverSecuresTheStream() {
        Transcript server = secureServer(TlsPolicy.REQUIRED);
        assertTrue(server.feed(Streams.CLIENT_HEADER)
                .endsWith("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
                        + "</stream:features>"));
        assertEquals(
                "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
        assertEquals(
                new StreamEvent.StartTls(Role.RECEIVING, Optional.of(Streams.DOMAIN)),
                server.only(StreamEvent.StartTls.class));
        assertEquals(Phase.SECURING, server.stream.state().phase());
        server.add(server.stream.secured(TLS));
        assertEquals(Optional.empty(), server.stream.state().peerHeader());
        String features = server.feed(Streams.CLIENT_HEADER);
        assertTrue(features.contains(" id='id-2'"), features);
        assertTrue(features.endsWith("<stream:features>" + LOGIN + "</stream:features>"), features);
    }

    @Test
    @Rule({"R-128"})
    void optionalTlsIsOfferedBesideOtherFeatures() {
        Transcript server = secureServer(TlsPolicy.WHEN_OFFERED);
        assertTrue(server.feed(Streams.CLIENT_HEADER)
                .endsWith("<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + LOGIN
                        + "</stream:features>"));
    }

    @Test
    @Rule({"R-141"})
    void octetsBehindStarttlsEndTheStreamWithoutAnswer() {
        Transcript server = secureServer(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER);
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + Streams.CLIENT_HEADER);
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
        assertTrue(server.all(StreamEvent.StartTls.class).isEmpty());
        assertTrue(server.all(StreamEvent.ErrorSent.class).isEmpty());
    }

    @Test
    @Rule({"R-141"})
    void octetsBehindProceedEndTheStream() {
        Transcript client = secureClient(TlsPolicy.REQUIRED);
        client.feed(Streams.SERVER_HEADER + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
                + "</stream:features>");
        client.feed("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" + Streams.SERVER_HEADER);
        assertInstanceOf(Reason.TlsRefused.class, client.closed());
        assertTrue(client.all(StreamEvent.StartTls.class).isEmpty());
    }

    /** Where a read ends is chance, and no reason depends on it. */
    @Test
    void octetsInClearBehindStarttlsEndTheStreamForTheSameReasonHoweverTheyAreCut() {
        String starttls = Streams.CLIENT_HEADER + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
        Transcript whole = secureServer(TlsPolicy.REQUIRED);
        whole.feed(starttls + "<presence/>");
        Transcript cut = secureServer(TlsPolicy.REQUIRED);
        cut.feed(starttls);
        cut.feed("<presence/>");
        assertInstanceOf(Reason.TlsRefused.class, whole.closed());
        assertEquals(whole.closed(), cut.closed());
    }

    @Test
    void octetsBehindProceedEndTheStreamForOneReasonWhereverTheyAreCut() {
        String features = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
        String proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
        Transcript whole = secureClient(TlsPolicy.REQUIRED);
        whole.feed(Streams.SERVER_HEADER + features + proceed + "<message/>");
        Transcript cut = secureClient(TlsPolicy.REQUIRED);
        cut.feed(Streams.SERVER_HEADER + features + proceed);
        cut.feed("<message/>");
        assertInstanceOf(Reason.TlsRefused.class, whole.closed());
        assertEquals(whole.closed(), cut.closed());
    }

    @Test
    @Rule({"R-130", "R-141"})
    void whiteSpaceBehindStarttlsIsDropped() {
        Transcript server = secureServer(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER);
        assertEquals(
                "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>\r\n"));
        server.only(StreamEvent.StartTls.class);
    }

    @Test
    @Rule("R-141")
    void whiteSpaceThatIsCutFromStarttlsIsDroppedToo() {
        Transcript server = secureServer(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER);
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>\r");
        assertEquals("", server.feed("\n"));
        server.add(server.stream.secured(TLS));
        assertEquals(Phase.OPENING, server.stream.state().phase());
    }

    @Test
    @Rule("R-141")
    void octetsBehindWhiteSpaceThatIsCutFromStarttlsEndTheStream() {
        Transcript server = secureServer(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER);
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.feed("\n<");
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
    }

    private static Transcript secureClient(TlsPolicy policy) {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().tlsPolicy(policy).build(), List.of(new StartTls(), new Streams.Login())));
        client.add(client.stream.open());
        return client;
    }

    @Test
    @Rule({"R-126", "R-129", "R-131", "R-140", "R-152", "R-018", "R-019"})
    void initiatorSecuresTheStream() {
        Transcript client = secureClient(TlsPolicy.REQUIRED);
        assertEquals(
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN
                        + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"));
        client.feed("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(
                new StreamEvent.StartTls(Role.INITIATING, Optional.of(Streams.DOMAIN)),
                client.only(StreamEvent.StartTls.class));
        String header = client.add(client.stream.secured(TLS));
        assertTrue(header.startsWith("<?xml version='1.0'?><stream:stream "), header);
        assertEquals(Optional.empty(), client.stream.state().peerHeader());
        assertEquals(LOGIN, client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>"));
    }

    @Test
    @Rule({"R-126", "R-131"})
    void initiatorTakesTlsFirstWhateverTheOrderOfItsFeatures() {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config().tlsPolicy(TlsPolicy.WHEN_OFFERED).build(),
                List.of(new Streams.Login(), new StartTls())));
        client.add(client.stream.open());
        assertEquals(
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN
                        + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"));
    }

    @Test
    @Rule({"R-380", "R-381"})
    void initiatorTriesStarttlsThatWasNotOffered() {
        Transcript client = secureClient(TlsPolicy.REQUIRED);
        assertEquals(
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>"));
        assertEquals("</stream:stream>", client.feed("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
        client.feed("</stream:stream>");
        assertInstanceOf(Reason.TlsRefused.class, client.closed());
    }

    @Test
    void withoutPolicyOfTlsTheInitiatorGoesOn() {
        Transcript client = secureClient(TlsPolicy.NONE);
        assertEquals(
                LOGIN,
                client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN
                        + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"));
    }

    @Test
    @Rule({"R-012", "R-013", "R-014", "R-213", "R-028", "R-029"})
    void initiatorNegotiatesOneFeatureAfterTheOther() {
        Transcript client = Streams.initiating(new Streams.Login(), ResourceBinding.request("balcony"));
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>");
        String header = client.feed("<welcome xmlns='urn:example:login'/>");
        assertTrue(header.startsWith("<?xml version='1.0'?><stream:stream "), header);
        assertEquals(
                BIND.replace("'set' id='b1'", "'set' id='bind'"),
                client.feed(Streams.SERVER_HEADER
                        + "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>"));
        client.feed("<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                + "<jid>juliet@im.example.com/other</jid></bind></iq>");
        StreamState state = client.only(StreamEvent.Established.class).state();
        assertEquals(Optional.of(Jid.parse("juliet@im.example.com/other")), state.bound());
    }

    @Test
    void refusedBindingClosesTheInitiatorsStream() {
        Transcript client = Streams.initiating(new Streams.Login(), ResourceBinding.request());
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>");
        client.feed("<welcome xmlns='urn:example:login'/>");
        client.feed(Streams.SERVER_HEADER
                + "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>");
        assertEquals(
                "</stream:stream>",
                client.feed("<iq type='error' id='bind'><error type='cancel'>"
                        + "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
        client.feed("</stream:stream>");
        Reason.NegotiationFailed reason = assertInstanceOf(Reason.NegotiationFailed.class, client.closed());
        assertTrue(reason.message().contains("not-allowed"), reason.message());
    }

    @Test
    @Rule({"R-205"})
    void initiatorThatWantsAResourceClosesWhereNoneIsOffered() {
        Transcript client = Streams.initiating(new Streams.Login(), ResourceBinding.request());
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>");
        client.feed("<welcome xmlns='urn:example:login'/>");
        assertEquals("</stream:stream>", client.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES));
        client.feed("</stream:stream>");
        assertInstanceOf(Reason.NegotiationFailed.class, client.closed());
        assertTrue(client.all(StreamEvent.Established.class).isEmpty());
    }

    @Test
    @Rule({"R-083", "R-207"})
    void bindingIsForTheServerAndInTheContentNamespace() {
        Transcript other = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        other.feed(Streams.CLIENT_HEADER
                + LOGIN
                + Streams.CLIENT_HEADER
                + BIND.replace("<iq ", "<iq xmlns='jabber:server' "));
        HeaderTest.assertErrorSent(other, StreamErrorCondition.INVALID_NAMESPACE);
        Transcript elsewhere = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        elsewhere.feed(Streams.CLIENT_HEADER
                + LOGIN
                + Streams.CLIENT_HEADER
                + BIND.replace("<iq ", "<iq to='romeo@example.net' "));
        HeaderTest.assertErrorSent(elsewhere, StreamErrorCondition.NOT_AUTHORIZED);
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER
                + LOGIN
                + Streams.CLIENT_HEADER
                + BIND.replace("<iq ", "<iq to='im.example.com' "));
        assertTrue(server.question(BindRequested.class).prompt() instanceof BindRequested);
    }

    @Test
    void bindingTheAddressOfAnotherAccountIsAProgrammersError() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND);
        StreamEvent.Asked<BindAnswer> question = server.question(BindRequested.class);
        BindAnswer wrong = new BindAnswer.Bound(Jid.parse("romeo@im.example.com/b"));
        assertThrows(IllegalArgumentException.class, () -> server.stream.reply(question, wrong));
        BindAnswer right = new BindAnswer.Bound(Jid.parse("juliet@im.example.com/b"));
        server.add(server.stream.reply(question, right));
        server.only(StreamEvent.Established.class);
    }

    @Test
    void pauseHoldsABoundedNumberOfOctetsHoweverTheyAreCut() {
        String held = "<message>" + "x".repeat(70_000) + "</message>";
        String start = Streams.CLIENT_HEADER + held;
        Transcript whole = new Transcript(XmppStream.receiving(Streams.config().build()));
        whole.feed(start);
        HeaderTest.assertErrorSent(whole, StreamErrorCondition.POLICY_VIOLATION);
        Transcript cut = new Transcript(XmppStream.receiving(Streams.config().build()));
        cut.feed(start.substring(0, 500));
        cut.feed(start.substring(500));
        HeaderTest.assertErrorSent(cut, StreamErrorCondition.POLICY_VIOLATION);
    }

    @Test
    @Rule({"R-026", "R-187"})
    void headerBehindAuthenticationIsForTheAccount() {
        String to = Streams.CLIENT_HEADER.replace("to='im.example.com'", "to='other.example'");
        Transcript elsewhere = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        elsewhere.feed(Streams.CLIENT_HEADER + LOGIN + to);
        HeaderTest.assertErrorSent(elsewhere, StreamErrorCondition.HOST_UNKNOWN);
        Transcript another = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        another.feed(Streams.CLIENT_HEADER
                + LOGIN
                + Streams.CLIENT_HEADER.replace(" to=", " from='romeo@im.example.com' to="));
        HeaderTest.assertErrorSent(another, StreamErrorCondition.INVALID_FROM);
    }

    @Test
    @Rule({"R-131"})
    void starttlsIsNotTakenOnAnEstablishedStream() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.serving(new StartTls())
                .tlsPolicy(TlsPolicy.WHEN_OFFERED)
                .build()));
        server.feed(Streams.CLIENT_HEADER);
        server.only(StreamEvent.Established.class);
        assertEquals(
                "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
                server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
        assertTrue(server.all(StreamEvent.StartTls.class).isEmpty());
    }

    @Test
    @Rule({"R-232"})
    void stanzasOfAnAccountWithoutResourceAreStampedToo() {
        Transcript server = Streams.receiving(new Streams.Login());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + "<message from='romeo@example.net'/>");
        assertEquals(
                Optional.of("juliet@im.example.com"),
                server.only(StreamEvent.ElementReceived.class).element().attribute("from"));
    }

    @Test
    @Rule({"R-123"})
    void requiredFeatureThatIsUnknownIsUnsupported() {
        Transcript client = Streams.initiating();
        client.feed(
                Streams.SERVER_HEADER + "<stream:features><x xmlns='urn:example:x'><required/></x></stream:features>");
        HeaderTest.assertErrorSent(client, StreamErrorCondition.UNSUPPORTED_FEATURE);
    }

    @Test
    void answerThatDoesNotFitLeavesTheQuestionOpen() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.config().tlsPolicy(TlsPolicy.REQUIRED).build()));
        server.feed(Streams.CLIENT_HEADER);
        HeaderAnswer withoutTls = new HeaderAnswer.Serve(Streams.DOMAIN, List.of(), List.of(Language.of("en")));
        StreamEvent.Asked<HeaderAnswer> question = server.question(HeaderOffered.class);
        assertThrows(IllegalStateException.class, () -> server.stream.reply(question, withoutTls));
        assertFalse(server.stream.wantsInput());
        HeaderAnswer withTls =
                new HeaderAnswer.Serve(Streams.DOMAIN, List.of(new StartTls()), List.of(Language.of("en")));
        assertTrue(server.add(server.stream.reply(question, withTls)).contains("<starttls "));
    }

    @Test
    void questionOfAnEndedStreamIsDropped() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND);
        server.add(server.stream.disconnected(Optional.empty()));
        BindAnswer answer = new BindAnswer.Bound(Jid.parse("juliet@im.example.com/balcony"));
        assertEquals(List.of(), server.stream.reply(server.question(BindRequested.class), answer));
    }

    @Test
    void tlsThatNothingCouldStartIsAProgrammersError() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.serving().tlsPolicy(TlsPolicy.REQUIRED).build()));
        assertThrows(IllegalStateException.class, () -> server.feed(Streams.CLIENT_HEADER));
    }
}
