package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/**
 * Breaks one rule on a connection of its own, and sees whether the server ends the stream with the condition that the rule demands.
 *
 * @param rule the id of the rule
 * @param opening what of a stream is made first
 * @param octets what breaks the rule
 * @param conditions those that the register accepts
 */
record StreamErrorProbe(String rule, Opening opening, String octets, List<StreamErrorCondition> conditions) {
    /** What of a stream is made before the rule is broken. */
    enum Opening {
        /** Nothing: the octets are the first on the connection. */
        NONE,
        /** TLS and a header, no authentication. */
        SECURED
    }

    void run(Target target, Report report) {
        try (RawStream stream = RawStream.connect(target)) {
            if (opening == Opening.SECURED) {
                stream.secure();
            }
            stream.send(octets);
            RawStream.End end = stream.awaitEnd();
            judge(stream, end, report);
        } catch (IOException e) {
            report.failed(rule, "the connection failed: " + e.getMessage());
        }
    }

    private void judge(RawStream stream, RawStream.End end, Report report) {
        Optional<StreamErrorCondition> condition = stream.error().map(StreamError::condition);
        if (end == RawStream.End.OPEN) {
            String said = condition
                    .map(StreamErrorCondition::elementName)
                    .or(() -> stream.stanzaError().map(stanza -> "stanza error " + stanza.elementName()))
                    .map(error -> error + ", but ")
                    .orElse("");
            report.failed(rule, said + "the connection stayed open");
        } else if (condition.isEmpty()) {
            silent(report);
        } else if (conditions.contains(condition.get())) {
            report.passed(rule, condition.get().elementName() + ", then closed");
        } else {
            report.warning(
                    rule,
                    condition.get().elementName() + " instead of "
                            + conditions.get(0).elementName());
        }
        if (condition.isPresent()) {
            report.judgeByLevel("R-099", true, "a fault is reported with a stream error");
            report.judge("R-100", stream.heardClosingTag(), "a closing tag behind the error");
            if (opening == Opening.NONE) {
                report.judge("R-102", stream.heardHeader(), "a header before the error");
            }
        } else if (end == RawStream.End.CLOSED) {
            // Closing shows that the fault was perceived; a stream that stays open does not.
            report.judgeByLevel("R-099", false, "closed without a stream error where " + rule + " was broken");
        }
    }

    private void silent(Report report) {
        String seen = "closed without a stream error";
        if (report.recommendsCondition(rule)) {
            report.warning(rule, seen);
        } else {
            report.failed(rule, seen);
        }
    }
}
