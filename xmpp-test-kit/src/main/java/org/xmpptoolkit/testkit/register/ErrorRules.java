package org.xmpptoolkit.testkit.register;

import java.util.List;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/**
 * The rules of the register that have to do with an error.
 *
 * @param demanding those that ask for it
 * @param about those of the section that defines it, but for the demanding ones
 */
public record ErrorRules(List<StreamRule> demanding, List<StreamRule> about) {
    /** Copies the lists. */
    public ErrorRules {
        demanding = List.copyOf(demanding);
        about = List.copyOf(about);
    }

    /**
     * The rules of an error.
     *
     * @param error the error
     * @param rules the register
     * @param errors all errors that there are
     */
    public static ErrorRules of(KnownError error, StreamRules rules, List<KnownError> errors) {
        List<StreamRule> demanding = rules.all().stream()
                .filter(rule -> Demands.of(rule, errors).contains(error))
                .toList();
        List<StreamRule> about = rules.all().stream()
                .filter(rule -> !demanding.contains(rule) && isAbout(rule, error))
                .toList();
        return new ErrorRules(demanding, about);
    }

    private static boolean isAbout(StreamRule rule, KnownError error) {
        return rule.document().equals(error.place().document())
                && rule.place().sections().contains(error.place().section())
                && !error.kind().equals(KnownError.SCRAM);
    }
}
