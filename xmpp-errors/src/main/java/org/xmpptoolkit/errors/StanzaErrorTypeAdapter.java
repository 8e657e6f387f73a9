package org.xmpptoolkit.errors;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import org.jspecify.annotations.Nullable;

/** Lets JAXB and its schemas see the five types where the model keeps any text. */
final class StanzaErrorTypeAdapter extends XmlAdapter<StanzaErrorType, @Nullable String> {
    @Override
    public @Nullable String unmarshal(@Nullable StanzaErrorType type) {
        return type == null ? null : type.toString();
    }

    @Override
    public @Nullable StanzaErrorType marshal(@Nullable String text) {
        return text == null ? null : StanzaErrorType.parse(text).orElse(null);
    }
}
