package org.xmpptoolkit.stream.management;

import org.xmpptoolkit.stream.FeatureCommand;

/** What the application can tell. */
enum SmCommand implements FeatureCommand {
    REQUEST_ACK,
    DETACH
}
