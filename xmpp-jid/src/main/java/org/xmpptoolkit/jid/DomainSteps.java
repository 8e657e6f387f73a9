package org.xmpptoolkit.jid;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps of a domainpart, as {@link Domainpart} takes them. */
final class DomainSteps {
    /** Labels that are gone through in full. Of others, only one that is refused. */
    private static final int LABELS = 16;

    private DomainSteps() {}

    /** @param offset where the domainpart stands in the address */
    static void add(Steps steps, int offset, JidProfile profile) {
        String given = steps.text();
        String domain = given;
        if (!given.isEmpty() && Domainpart.isSeparator(given.charAt(given.length() - 1))) {
            domain = given.substring(0, given.length() - 1);
            steps.replace("final dot taken off", "RFC 7622 section 3.2", domain);
        }
        if (domain.isEmpty()) {
            return;
        }
        if (domain.charAt(0) == '[') {
            addIpLiteral(steps, domain);
            return;
        }
        if (domain.indexOf(':') >= 0 && IpLiteral.isBare(domain)) {
            steps.check("IPv6 address in brackets", "RFC 7622 section 3.1", "is an IPv6 address without brackets");
            return;
        }
        addHost(steps, domain, offset, profile);
    }

    private static void addIpLiteral(Steps steps, String domain) {
        String name = "IP literal, written by RFC 5952";
        String rule = "RFC 7622 section 3.1, RFC 3986 section 3.2.2, RFC 6874";
        Prepared prepared = IpLiteral.prepare(domain);
        if (prepared instanceof Prepared.Fault fault) {
            steps.check(name, rule, fault);
        } else {
            steps.replace(name, rule, ((Prepared.Text) prepared).text());
        }
    }

    private static void addHost(Steps whole, String domain, int offset, JidProfile profile) {
        int count = count(domain);
        whole.mapEach(
                count == 1 ? "one label" : "cut into " + count + " labels",
                profile == JidProfile.PRECIS ? "RFC 5895 section 2" : "RFC 3490 section 3.1",
                DomainSteps::withFullStops,
                c -> withFullStops(Character.toString(c)),
                "taken for a full stop");
        Labels labels = new Labels(domain, offset, profile);
        labels.explain();
        if (profile == JidProfile.PRECIS && !labels.refused) {
            labels.addBidi();
        }
        labels.explained.values().forEach(whole::include);
        int unlisted = count - labels.explained.size();
        if (unlisted > 0) {
            whole.check((unlisted == 1 ? "one label" : unlisted + " labels") + " not listed", "", (String) null);
        }
        if (whole.isRefused() || labels.refused) {
            return;
        }
        whole.replace("the labels together", "RFC 7622 section 3.2", String.join(".", labels.prepared));
        if (profile == JidProfile.PRECIS) {
            String ascii = Domainpart.toAscii(whole.text());
            whole.check(
                    "ASCII form of " + ExplanationText.count(ascii.length(), "octet") + ", at most 253",
                    "RFC 7622 section 3.2, RFC 1035 section 2.3.4",
                    ascii.length() > JidLimits.DNS_TEXT_OCTETS
                            ? "is " + ascii.length() + " octets in ASCII form"
                            : null);
        }
    }

    private static int count(String domain) {
        return 1
                + (int) domain.chars()
                        .filter(c -> Domainpart.isSeparator((char) c))
                        .count();
    }

    private static String withFullStops(String text) {
        StringBuilder mapped = new StringBuilder(text);
        for (int i = 0; i < mapped.length(); i++) {
            if (Domainpart.isSeparator(mapped.charAt(i))) {
                mapped.setCharAt(i, '.');
            }
        }
        return mapped.toString();
    }

    /** The labels of one domainpart. */
    private static final class Labels {
        private final String domain;
        private final int offset;
        private final JidProfile profile;
        private final List<Integer> begins = new ArrayList<>();
        private final List<String> prepared = new ArrayList<>();
        private final SortedMap<Integer, Steps> explained = new TreeMap<>();
        private boolean refused;

        Labels(String domain, int offset, JidProfile profile) {
            this.domain = domain;
            this.offset = offset;
            this.profile = profile;
        }

        /** Goes through the first labels, and on to the first one that is refused. */
        void explain() {
            for (int begin = 0; begin <= domain.length(); begin = Domainpart.endOfLabel(domain, begin) + 1) {
                if (refused && begins.size() >= LABELS) {
                    return;
                }
                begins.add(begin);
                Prepared label = Domainpart.label(given(begin), profile);
                String text = label instanceof Prepared.Text whole ? whole.text() : "";
                prepared.add(text);
                refused |= text.isEmpty();
                if (text.isEmpty() || begins.size() <= LABELS) {
                    explain(begins.size() - 1);
                }
            }
        }

        private String given(int begin) {
            return domain.substring(begin, Domainpart.endOfLabel(domain, begin));
        }

        private Steps explain(int label) {
            int begin = begins.get(label);
            Steps steps = new Steps(label + 1, given(begin), offset + begin);
            LabelSteps.add(steps, profile);
            if (!steps.isRefused()) {
                steps.check("not empty", "RFC 1035 section 2.3.1", steps.text().isEmpty() ? "is an empty label" : null);
            }
            explained.put(label, steps);
            return steps;
        }

        /** The rule holds for all labels if one of them has a right-to-left code point (RFC 5893 section 1.4). */
        void addBidi() {
            int cause = 0;
            while (cause < prepared.size() && !BidiRule.appliesTo(prepared.get(cause))) {
                cause++;
            }
            boolean applies = cause < prepared.size();
            String rule = "RFC 5893 section 2" + (applies ? ", in force by label " + (cause + 1) : "");
            for (int label = 0; applies && label < prepared.size(); label++) {
                if (BidiRule.fault(prepared.get(label)) != null) {
                    if (!explained.containsKey(label)) {
                        explain(label);
                    }
                    break;
                }
            }
            explained.values().forEach(steps -> PrecisSteps.addBidi(steps, applies, rule));
        }
    }
}
