package org.xmpptoolkit.stream.dialback;

import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.FeatureCommand;

/** What the application can tell. */
sealed interface DialbackCommand extends FeatureCommand {
    record Authorize(DomainPair pair) implements DialbackCommand {}

    record Verify(VerifyRequest request) implements DialbackCommand {}
}
