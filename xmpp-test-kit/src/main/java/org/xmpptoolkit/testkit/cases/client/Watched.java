package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Cases that give a client a good stream, ask it this and that, and look at what it says. */
final class Watched {
    /** A payload that nobody knows. */
    static final String UNKNOWN = "<query xmlns='urn:example:unknown'/>";

    private Watched() {}

    /**
     * A case that looks at all that a client says.
     *
     * @param fault what is wrong with what was heard, if anything is
     */
    static CheckCase<ClientStage> watched(
            String id, String title, Supplier<Tamper> mutant, Function<ReceivingEntity, Optional<String>> fault) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.accept();
            @Nullable Halt halt = null;
            try {
                us.session();
                us.ask(UNKNOWN);
                us.alive();
            } catch (Halt e) {
                halt = e;
            }
            Optional<String> wrong = fault.apply(us);
            if (wrong.isPresent()) {
                us.blame(wrong.get());
                return Judgement.failed(wrong.get());
            }
            if (halt != null) {
                throw halt; // what was seen is sound, but there was less to see than there has to be
            }
            return Judgement.passed("so it is in all that was heard");
        });
    }

    /** A case that looks at each element of a kind; the client has to say one at least. */
    static CheckCase<ClientStage> each(
            String id,
            String title,
            Supplier<Tamper> mutant,
            Function<ReceivingEntity, List<XmlElement>> kind,
            Function<XmlElement, Optional<String>> fault) {
        return watched(id, title, mutant, us -> kind.apply(us).stream()
                .flatMap(element -> fault.apply(element).stream())
                .findFirst());
    }

    /** All stream headers. */
    static List<XmlElement> headers(ReceivingEntity us) {
        return us.heard().stream()
                .filter(Heard.Header.class::isInstance)
                .map(header -> ((Heard.Header) header).start())
                .toList();
    }

    /** All first-level elements. */
    static List<XmlElement> elements(ReceivingEntity us) {
        return us.heard().stream()
                .filter(Heard.Element.class::isInstance)
                .map(element -> ((Heard.Element) element).element())
                .toList();
    }

    /** All stanzas. */
    static List<XmlElement> stanzas(ReceivingEntity us) {
        return elements(us).stream().filter(Watched::isStanza).toList();
    }

    /** All answers, of type result or error. */
    static List<XmlElement> answers(ReceivingEntity us) {
        return stanzas(us).stream().filter(ReceivingEntity::isAnswer).toList();
    }

    /** Whether it is a message, presence or iq of jabber:client. */
    static boolean isStanza(XmlElement element) {
        return element.namespace().equals(Namespaces.CLIENT)
                && List.of("message", "presence", "iq").contains(element.localName());
    }

    /** A fault, if there is one. */
    static Optional<String> unless(boolean sound, String fault) {
        return sound ? Optional.empty() : Optional.of(fault);
    }

    /** Whether a frame of a mutant is a stream header. */
    static boolean isHeader(String frame) {
        return frame.startsWith("<stream:stream");
    }
}
