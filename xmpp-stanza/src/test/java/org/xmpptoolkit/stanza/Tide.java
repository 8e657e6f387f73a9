package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

// snippet: payload-class
@XmlRootElement(name = "tide", namespace = "urn:example:tide")
public final class Tide extends Payload {
    @XmlAttribute
    private @Nullable String at;

    @XmlAttribute
    private @Nullable Integer centimetres;

    private Tide() {}

    public static Tide of(Instant at, int centimetres) {
        Tide tide = new Tide();
        tide.at = DateTimeProfile.format(at);
        tide.centimetres = centimetres;
        return tide;
    }

    public Optional<Instant> at() {
        return instant(at);
    }

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
// end
