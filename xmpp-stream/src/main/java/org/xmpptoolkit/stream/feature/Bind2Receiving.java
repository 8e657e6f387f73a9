package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamState;

/** Bind 2 as a server sees it; SASL2 calls it (XEP-0386 section 3). */
record Bind2Receiving(List<StreamFeature.Receiving> inline) implements StreamFeature.Receiving {
    @Override
    public QName name() {
        return Bind2.NAME;
    }

    @Override
    public boolean fitsInline() {
        return true;
    }

    /** Never by itself: it is no feature of the stream (XEP-0386 section 3.1). */
    @Override
    public boolean admissible(StreamState state) {
        return false;
    }

    @Override
    public boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.empty();
    }

    @Override
    public XmlElement inlineOffer() {
        XmlElement.Builder list = XmlElement.builder(Bind2.NAMESPACE, "inline");
        for (StreamFeature.Receiving feature : inline) {
            list.child(XmlElement.builder(Bind2.NAMESPACE, "feature")
                    .attribute("var", feature.name().getNamespaceURI())
                    .build());
        }
        return XmlElement.builder(Bind2.NAMESPACE, "bind").child(list.build()).build();
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.is(Bind2.NAMESPACE, "bind");
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return accept(first, Optional.empty(), state);
    }

    /** Begins, with what the client says of itself. */
    Step accept(XmlElement bind, Optional<UserAgent> userAgent, StreamState state) {
        Jid account = state.account().orElseThrow();
        Optional<String> tag =
                bind.element(Bind2.NAMESPACE, "tag").map(XmlElement::text).filter(text -> !text.isEmpty());
        return new Step.Ask(List.of(), new BindRequested(account, tag, userAgent), new Asked(bind));
    }

    /** Waits for the application. */
    private final class Asked implements Negotiation {
        private final XmlElement bind;

        Asked(XmlElement bind) {
            this.bind = bind;
        }

        @Override
        public boolean expects(XmlElement element) {
            return false;
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            throw new IllegalStateException("nothing is expected of the peer while a resource is bound inline");
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            if (answer instanceof BindAnswer.Refused refusal) {
                return refused(refusal.error());
            }
            Jid address = ResourceBinding.checked((BindAnswer.Bound) answer, state);
            InlineAnswering answering = new InlineAnswering(Outcome.bound(address), this::bound);
            inline.forEach(feature -> answering.add(feature, bind.elements(), state));
            return answering.next(state);
        }

        private Step bound(InlineAnswering.Result result) {
            XmlElement bound = XmlElement.builder(Bind2.NAMESPACE, "bound")
                    .children(result.answers())
                    .build();
            return new Step.Done(List.of(bound), result.outcome(), Then.PROCEED, result.within());
        }

        /** The client is authenticated all the same, and may bind a resource behind it. */
        private Step refused(StanzaError error) {
            XmlElement failed = XmlElement.builder(Bind2.NAMESPACE, "failed")
                    .child(XmlElement.of(
                            error.condition().namespace(), error.condition().elementName()))
                    .build();
            return new Step.Refused(List.of(failed), error.condition().elementName(), Optional.empty());
        }
    }
}
