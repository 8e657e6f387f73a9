package org.xmpptoolkit.jid;

/**
 * A text is no address.
 *
 * <p>For what comes from a peer use {@link Jid#tryParse(String)}, which gives the same facts as a value. Immutable, but
 * for what {@link Throwable} lets one add.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 */
public final class JidParseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The part that is wrong. */
    private final JidPart part;

    /** What is wrong with it. */
    private final JidError reason;

    /** Where the fault is, in UTF-16 units of the given text. */
    private final int index;

    JidParseException(JidResult.Refused refused) {
        super(refused.message());
        this.part = refused.part();
        this.reason = refused.reason();
        this.index = refused.index();
    }

    /**
     * The part that is wrong.
     *
     * @return the part
     */
    public JidPart part() {
        return part;
    }

    /**
     * What is wrong with the part.
     *
     * @return the reason
     */
    public JidError reason() {
        return reason;
    }

    /**
     * Where the fault is, in UTF-16 units of the text that was given: the whole address for {@code parse}, the one part
     * for {@code of} and the {@code with} methods.
     *
     * @return the index, the text's length where something is missing at its end
     */
    public int index() {
        return index;
    }
}
