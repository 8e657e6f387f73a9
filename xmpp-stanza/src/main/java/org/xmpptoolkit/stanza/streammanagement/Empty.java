package org.xmpptoolkit.stanza.streammanagement;

import java.util.List;
import org.xmpptoolkit.stanza.Payload;

/** An element that holds nothing: it is there or not. */
final class Empty extends Payload {
    Empty() {}

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
