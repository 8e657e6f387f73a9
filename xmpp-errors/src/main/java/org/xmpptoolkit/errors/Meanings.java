package org.xmpptoolkit.errors;

import org.xmpptoolkit.docs.DocComment;
import org.xmpptoolkit.docs.DocComments;

/** Reads what conditions mean, which is their doc comments. Apart from them, so that nothing is loaded before it is asked for. */
final class Meanings {
    private Meanings() {}

    /** What the doc comment of a constant says. */
    static String of(Enum<?> constant) {
        return of(constant, DocComments.of(constant.getDeclaringClass()));
    }

    static String of(Enum<?> constant, DocComments kept) {
        return kept.member(constant.name())
                .map(DocComment::text)
                .orElseThrow(() -> new IllegalStateException("the doc comment of "
                        + constant.getDeclaringClass().getName() + "." + constant.name()
                        + " was not kept: compile it with the processor of xmpp-docs, and leave"
                        + " META-INF/org.xmpptoolkit.docs in its jar"));
    }
}
