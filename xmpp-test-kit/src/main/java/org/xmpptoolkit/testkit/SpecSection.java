package org.xmpptoolkit.testkit;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a specification.
 *
 * @param document the number of an RFC, such as {@code 6120}, or {@code XEP-nnnn}
 * @param section the number of a section, {@code App. A} for an appendix; two with a slash between them if two are meant
 */
public record SpecSection(String document, String section) {
    private static final Pattern APPENDIX = Pattern.compile("App\\. ([A-Z])");

    /** {@return the document as people name it: {@code RFC 6120}, {@code XEP-0198}} */
    public String documentName() {
        return isXep() ? document : "RFC " + document;
    }

    /** {@return the place as people name it, such as {@code RFC 6120 section 4.9.1.1}} */
    public String reference() {
        return documentName() + (APPENDIX.matcher(section).matches() ? " " : " section ") + section;
    }

    /** {@return the numbers of its sections: one, or two if two are meant} */
    public List<String> sections() {
        return List.of(section.split(" / "));
    }

    /**
     * {@return whether this is in a section or beneath it}
     *
     * @param outer the section; {@code 4.9} has {@code 4.9} and {@code 4.9.1} in it, and not {@code 4.91}
     */
    public boolean isWithin(String outer) {
        return sections().stream().anyMatch(inner -> inner.equals(outer) || inner.startsWith(outer + "."));
    }

    /** {@return where to read it: an RFC at the first of the sections, a XEP from its beginning} */
    public URI uri() {
        if (isXep()) {
            return URI.create("https://xmpp.org/extensions/" + document.toLowerCase(Locale.ROOT) + ".html");
        }
        Matcher appendix = APPENDIX.matcher(section);
        String place = appendix.matches()
                ? "appendix-" + appendix.group(1)
                : "section-" + sections().get(0);
        return URI.create("https://www.rfc-editor.org/rfc/rfc" + document + "#" + place);
    }

    private boolean isXep() {
        return document.startsWith("XEP");
    }
}
