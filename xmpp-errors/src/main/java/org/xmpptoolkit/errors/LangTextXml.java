package org.xmpptoolkit.errors;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;

/** A text for people, in a language. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(name = "langText", namespace = Namespaces.STREAM_ERRORS)
final class LangTextXml {
    /**
     * The language of the text, a tag as of BCP 47; without it the language of the elements around it holds.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.7.4">RFC 6120 section 4.7.4</a>
     */
    @XmlAttribute(name = "lang", namespace = Namespaces.XML)
    private @Nullable String lang;

    /** The text. */
    @XmlValue
    private String text = "";

    private LangTextXml() {}

    static final class Adapter extends XmlAdapter<LangTextXml, LangText> {
        @Override
        public LangText unmarshal(LangTextXml xml) {
            return new LangText(Optional.ofNullable(xml.lang), xml.text);
        }

        @Override
        public LangTextXml marshal(LangText text) {
            LangTextXml xml = new LangTextXml();
            xml.lang = text.rawLanguage().orElse(null);
            xml.text = text.text();
            return xml;
        }
    }
}
