package org.xmpptoolkit.stanza.caps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.xmpptoolkit.stanza.dataforms.DataForm;
import org.xmpptoolkit.stanza.dataforms.FormField;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.Identity;

/**
 * Makes the hash of what an entity can do. Stateless.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 section 5</a>
 */
public final class CapsHash {
    /** The name of the hash that everyone knows. */
    public static final String SHA_1 = "sha-1";

    /** What else XEP-0300 names and a JDK has. */
    private static final Set<String> KNOWN =
            Set.of(SHA_1, "sha-224", "sha-256", "sha-384", "sha-512", "sha3-256", "sha3-512");

    /** By octets of UTF-8 (RFC 4790 section 9.3). */
    private static final Comparator<String> OCTETS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private CapsHash() {}

    /**
     * The hash of an answer.
     *
     * @param info the answer
     * @param hash the name of the hash, as XEP-0300 has it
     * @return the hash in Base64; nothing if the hash is unknown, or the answer is ill-formed: an identity, a feature or the type of a
     *     form is there twice, or a form has several types (section 5.4)
     */
    public static Optional<String> of(DiscoInfo info, String hash) {
        if (!KNOWN.contains(hash)) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT));
            return verificationString(info).map(text -> Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    /** What is hashed (section 5.1), or nothing if the answer is ill-formed. */
    static Optional<String> verificationString(DiscoInfo info) {
        StringBuilder text = new StringBuilder();
        boolean good = append(text, identities(info))
                & append(text, info.features().stream().sorted(OCTETS).toList());
        Map<String, DataForm> forms = new TreeMap<>(OCTETS);
        for (DataForm form : info.forms()) {
            Optional<FormField> type = form.field(DataForm.FORM_TYPE);
            if (type.isEmpty() || !type.get().rawType().equals(Optional.of("hidden"))) {
                continue; // such a form does not count
            }
            List<String> types = type.get().values();
            good &= new HashSet<>(types).size() == 1 && forms.put(types.get(0), form) == null;
        }
        if (!good) {
            return Optional.empty();
        }
        forms.forEach((type, form) -> append(text, type, form));
        return Optional.of(text.toString());
    }

    private static List<String> identities(DiscoInfo info) {
        return info.identities().stream()
                .sorted(Comparator.comparing(Identity::category, OCTETS)
                        .thenComparing(Identity::type, OCTETS)
                        .thenComparing(one -> one.rawLanguage().orElse(""), OCTETS)
                        .thenComparing(one -> one.name().orElse(""), OCTETS))
                .map(one -> String.join(
                        "/",
                        one.category(),
                        one.type(),
                        one.rawLanguage().orElse(""),
                        one.name().orElse("")))
                .toList();
    }

    private static void append(StringBuilder text, String type, DataForm form) {
        factor(text, type);
        form.fields().stream()
                .filter(field -> !field.var().equals(Optional.of(DataForm.FORM_TYPE)))
                .sorted(Comparator.comparing(field -> field.var().orElse(""), OCTETS))
                .forEach(field -> {
                    factor(text, field.var().orElse(""));
                    field.values().stream().sorted(OCTETS).forEach(value -> factor(text, value));
                });
    }

    /** Adds texts that are sorted, and tells whether none is there twice. */
    private static boolean append(StringBuilder text, List<String> factors) {
        factors.forEach(one -> factor(text, one));
        return new HashSet<>(factors).size() == factors.size();
    }

    /** The separator stands for itself only, or an answer could be made that looks like another one. */
    private static void factor(StringBuilder text, String factor) {
        text.append(factor.replace("<", "&lt;")).append('<');
    }
}
