package org.xmpptoolkit.testkit.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xmpptoolkit.testkit.StreamRule;

/** Which errors a rule of the register asks for, read from what its cell {@code demands} says in words. */
public final class Demands {
    /** The word that says what the conditions behind it are of. */
    private static final Map<String, String> KINDS = Map.of(
            "stream", KnownError.STREAM,
            "stanza", KnownError.STANZA,
            "SASL", KnownError.SASL,
            "failed", KnownError.STANZA, // that of XEP-0198 holds a stanza error's condition
            "dialback", KnownError.STANZA);

    private static final String SCRAM = "e=";

    private Demands() {}

    /**
     * The errors.
     *
     * @param rule the rule
     * @param errors all errors that there are
     * @return those that the rule names; an error without kind is a stream error if there is one of the name
     */
    public static List<KnownError> of(StreamRule rule, List<KnownError> errors) {
        List<KnownError> demanded = new ArrayList<>();
        String kind = KnownError.STREAM;
        for (String word : rule.demands().split("[ ,;()/]+")) {
            if (KINDS.containsKey(word)) {
                kind = KINDS.getOrDefault(word, kind);
                continue;
            }
            if (word.startsWith(SCRAM)) {
                kind = KnownError.SCRAM;
            }
            String name = word.startsWith(SCRAM) ? word.substring(SCRAM.length()) : word;
            find(kind, name, errors).forEach(demanded::add);
        }
        return demanded.stream().distinct().toList();
    }

    private static List<KnownError> find(String kind, String name, List<KnownError> errors) {
        List<KnownError> named =
                errors.stream().filter(error -> error.name().equals(name)).toList();
        List<KnownError> ofKind =
                named.stream().filter(error -> error.kind().equals(kind)).toList();
        return ofKind.isEmpty() ? named : ofKind;
    }
}
