package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.docs.DocComment;
import org.xmpptoolkit.docs.DocComments;
import org.xmpptoolkit.jid.JidExplanation;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stanza.delay.Delay;

/** The code of docs/guide/docs.md, and of docs/guide/jid.md about explanations. */
class DocsGuideTest {
    @Test
    void readsADocComment() {
        // snippet: docs-read
        DocComments comments = DocComments.of(Delay.class);
        String what = comments.type().map(DocComment::summary).orElse("compiled without the processor");
        Optional<DocComment> stamp = comments.member("stamp");
        // end
        assertTrue(what.length() > 10, what);
        assertTrue(stamp.isPresent());
    }

    @Test
    void explainsAnAddress() {
        // snippet: jid-explain
        JidExplanation explanation = JidExplanation.of("henry\u2163@example.com", JidProfile.PRECIS);
        String text = String.join("\n", explanation.lines()); // what bin/xmpp jid explain prints
        // end
        assertTrue(text.contains("ROMAN NUMERAL FOUR"), text);
        assertEquals(Optional.empty(), explanation.result().toOptional());
    }
}
