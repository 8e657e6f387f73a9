package org.xmpptoolkit.peers;

import java.util.Optional;

/**
 * A rule that somebody breaks.
 *
 * @param peer who
 * @param version in which version
 * @param rule the id of the rule
 * @param input what was fed in
 * @param expected what the rule asks for
 * @param came what came instead
 * @param choice the choice that the judgement hangs on, where the specification leaves one open
 */
record Finding(
        String peer,
        String version,
        String rule,
        String input,
        String expected,
        String came,
        Optional<String> choice) {}
