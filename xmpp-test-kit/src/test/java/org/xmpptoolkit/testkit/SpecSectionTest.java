package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecSectionTest {
    @ParameterizedTest
    @CsvSource({
        "6120, 4.6.3, RFC 6120 section 4.6.3, https://www.rfc-editor.org/rfc/rfc6120#section-4.6.3",
        "6120, 11.6 / 4.9, RFC 6120 section 11.6 / 4.9, https://www.rfc-editor.org/rfc/rfc6120#section-11.6",
        "6122, App. A, RFC 6122 App. A, https://www.rfc-editor.org/rfc/rfc6122#appendix-A",
        "XEP-0198, 5, XEP-0198 section 5, https://xmpp.org/extensions/xep-0198.html"
    })
    void isNamedAndFound(String document, String section, String reference, String uri) {
        SpecSection place = new SpecSection(document, section);
        assertEquals(reference, place.reference());
        assertEquals(uri, place.uri().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "4.9, 4.9, true",
        "4.9.1.2, 4.9, true",
        "4.91, 4.9, false",
        "4, 4.9, false",
        "11.6 / 4.9.3.22, 4.9, true",
        "11.6 / 4.9.3.22, 11.6, true",
        "14.9, 4.9, false"
    })
    void isWithinASection(String section, String outer, boolean within) {
        assertEquals(within, new SpecSection("6120", section).isWithin(outer));
    }

    @Test
    void mayBeTwoSections() {
        assertEquals(List.of("11.6", "4.9.3.22"), new SpecSection("6120", "11.6 / 4.9.3.22").sections());
    }
}
