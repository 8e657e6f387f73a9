package org.example.tide;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

// snippet: payload-documented
/**
 * Tells the height of the tide.
 *
 * @see <a href="https://example.org/tide#2">Tides, section 2</a>
 */
@StandsIn("message")
@XmlRootElement(name = "tide", namespace = "urn:example:tide")
public final class Tide extends Payload {
    /** When it was measured. */
    @XmlAttribute(required = true)
    @XmlSchemaType(name = "dateTime")
    private @Nullable String at;
    // end

    private Tide() {}

    @Override
    protected List<?> parts() {
        return Collections.singletonList(at);
    }
}
