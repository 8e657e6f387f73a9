package org.xmpptoolkit.examples.client;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stanza.DateTimeProfile;
import org.xmpptoolkit.stanza.Payload;

/**
 * A payload of one's own: the height of the tide, as {@code <tide xmlns='urn:example:tide' at='2026-03-01T12:00:00Z'
 * centimetres='212'/>}. Immutable.
 */
@XmlRootElement(name = "tide", namespace = "urn:example:tide")
public final class Tide extends Payload {
    @XmlAttribute
    private @Nullable String at;

    @XmlAttribute
    private @Nullable Integer centimetres;

    private Tide() {}

    /** A measurement. */
    public static Tide of(Instant at, int centimetres) {
        Tide tide = new Tide();
        tide.at = DateTimeProfile.format(at);
        tide.centimetres = centimetres;
        return tide;
    }

    /** When it was measured; nothing if that is no point in time. */
    public Optional<Instant> at() {
        return instant(at);
    }

    /** The height; nothing if that is no number. */
    public Optional<Integer> centimetres() {
        return Optional.ofNullable(centimetres);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(at, centimetres);
    }

    @Override
    protected void check(Check check) {
        check.required("@at", at, at().isPresent());
    }
}
