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

/** The element of a {@link LangText}, as JAXB sees it. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(name = "langText", namespace = Namespaces.STREAM_ERRORS)
final class LangTextXml {
    @XmlAttribute(name = "lang", namespace = Namespaces.XML)
    private @Nullable String lang;

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
