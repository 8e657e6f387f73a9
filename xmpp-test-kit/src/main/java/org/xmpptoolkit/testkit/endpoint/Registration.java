package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** Accounts that people make themselves, before they log in, and change or cancel once they are in (XEP-0077). */
final class Registration implements ServerFeature {
    private static final String NAMESPACE = "jabber:iq:register";
    private static final XmlElement OFFER = XmlElement.of("http://jabber.org/features/iq-register", "register");

    private final Router router;
    private final Accounts accounts;
    private final Consumer<Jid> ending; // of the streams of an account

    private record Asked(Jid domain, Iq iq) implements Prompt<Iq> {
        /** Leaves out the iq, which holds a password. */
        @Override
        public String toString() {
            return "Asked[" + domain + "]";
        }
    }

    Registration(Router router, Accounts accounts, Consumer<Jid> ending) {
        this.router = router;
        this.accounts = accounts;
        this.ending = ending;
    }

    @Override
    public List<String> advertised() {
        return List.of(NAMESPACE);
    }

    @Override
    public List<StreamFeature.Receiving> streamFeatures(Jid domain) {
        return List.of(new BeforeLogin(domain));
    }

    @Override
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    public void asked(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof Asked question) {
            connection.reply((StreamEvent.Asked<Iq>) asked, register(question.domain(), question.iq()));
        }
    }

    private Iq register(Jid domain, Iq iq) {
        XmlElement query = iq.payload().orElseThrow();
        Optional<Jid> account = text(query, "username").flatMap(name -> Accounts.address(domain, name));
        Optional<String> password = text(query, "password");
        if (account.isEmpty() || password.isEmpty()) {
            return iq.error(StanzaError.of(StanzaErrorCondition.NOT_ACCEPTABLE));
        }
        return accounts.create(account.get(), password.get().toCharArray())
                .map(condition -> iq.error(StanzaError.of(condition)))
                .orElseGet(iq::result);
    }

    private static Optional<String> text(XmlElement query, String name) {
        return query.element(NAMESPACE, name).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** Of those who are logged in. */
    @Override
    public Optional<Iq> answer(Request request) {
        if (!request.is(NAMESPACE, "query") || !request.isToOwnServer()) {
            return Optional.empty();
        }
        Jid account = request.sender().bare();
        if (!accounts.hasPassword(account)) {
            return request.refusal(StanzaErrorCondition.NOT_ALLOWED);
        }
        XmlElement query = request.payload();
        if (request.isGet()) {
            return Optional.of(
                    request.iq().result(form(true, account.localpart().orElseThrow())));
        }
        return query.element(NAMESPACE, "remove").isPresent() ? cancel(request, account) : change(request, account);
    }

    private static XmlElement form(boolean registered, String name) {
        return XmlElement.builder(NAMESPACE, "query")
                .child(
                        registered
                                ? XmlElement.of(NAMESPACE, "registered")
                                : field("instructions", "Choose a name and a password."))
                .child(field("username", name))
                .child(field("password", ""))
                .build();
    }

    private static XmlElement field(String name, String text) {
        return XmlElement.builder(NAMESPACE, name).text(text).build();
    }

    /** Sets the password (section 3.3). */
    private Optional<Iq> change(Request request, Jid account) {
        Optional<String> name = text(request.payload(), "username");
        Optional<String> password = text(request.payload(), "password");
        if (name.isEmpty() || password.isEmpty()) {
            return request.refusal(StanzaErrorCondition.BAD_REQUEST);
        }
        if (!name.flatMap(text -> Accounts.address(account.domain(), text)).equals(Optional.of(account))) {
            return request.refusal(StanzaErrorCondition.NOT_ALLOWED);
        }
        return accounts.change(account, password.get().toCharArray())
                ? Optional.of(request.iq().result())
                : request.refusal(StanzaErrorCondition.NOT_ACCEPTABLE);
    }

    /** The answer comes first, then all that was between the account and others ends, and its streams do (section 3.2). */
    private Optional<Iq> cancel(Request request, Jid account) {
        if (request.payload().elements().size() > 1) {
            return request.refusal(StanzaErrorCondition.BAD_REQUEST);
        }
        router.then(() -> {
            router.tell(feature -> feature.removed(account));
            accounts.remove(account);
            ending.accept(account);
        });
        return Optional.of(request.iq().result());
    }

    /** The stream feature: not over a stream that could have TLS and has none. */
    private record BeforeLogin(Jid domain) implements VoluntaryFeature, Negotiation {
        @Override
        public XmlElement offer() {
            return OFFER;
        }

        @Override
        public boolean admissible(StreamState state) {
            return state.account().isEmpty() && (state.secure() || state.tlsPolicy() == TlsPolicy.NONE);
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return expects(first);
        }

        @Override
        public boolean expects(XmlElement element) {
            return element.is(Namespaces.CLIENT, "iq")
                    && element.element(NAMESPACE, "query").isPresent()
                    && element.attribute("to")
                            .filter(to -> !to.equals(domain.toString()))
                            .isEmpty()
                    && StanzaRules.check(Iq.fromElement(element)).isEmpty();
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            return onElement(first, state);
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            Iq iq = Iq.fromElement(element);
            return iq.type().equals(Optional.of(IqType.SET))
                    ? new Step.Ask(List.of(), new Asked(domain, iq), this)
                    : new Step.Continue(List.of(iq.result(form(false, "")).toElement()), this);
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            Iq iq = (Iq) answer;
            List<XmlElement> send = List.of(iq.toElement());
            return iq.isError() ? new Step.Continue(send, this) : new Step.Done(send, Outcome.NOTHING, Then.PROCEED);
        }

        /** One stream makes one account (section 3.1.1). */
        @Override
        public Optional<Step> late(XmlElement first, StreamState state) {
            if (!admissible(state) || !expects(first)) {
                return Optional.empty();
            }
            Iq refused = Iq.fromElement(first).error(StanzaError.of(StanzaErrorCondition.NOT_ACCEPTABLE));
            return Optional.of(new Step.Refused(List.of(refused.toElement()), "a second account", Optional.empty()));
        }
    }
}
