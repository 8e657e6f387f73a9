package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/**
 * A base for payloads and their parts, which need no more than their fields: two are equal if they are of one class and their parts
 * are. Fields are bound by JAXB, hold values as the text that came, and are never changed afterwards, so that payloads may be shared
 * between threads. A payload need not extend this class; JAXB and {@link ExtensionRegistry} take any.
 */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
public abstract class Payload {
    /** For subclasses. */
    protected Payload() {}

    /** {@return the parts that tell two payloads of the class apart, null for one that is missing, as {@link Arrays#asList} holds them} */
    protected abstract List<?> parts();

    /**
     * Names what is wrong with the values. By default, nothing is.
     *
     * @param check where to name it
     */
    protected void check(Check check) {}

    /**
     * {@return what is wrong with the values: what is missing, and texts that are no address, no number, no constant} What had no place in
     * the class at all is no part of it: {@link ExtensionRegistry#bind} tells both. If {@link #check} throws, that is one more problem.
     */
    public final List<BindingProblem> problems() {
        String name = getClass().isAnnotationPresent(XmlRootElement.class)
                ? ExtensionRegistry.rootName(getClass()).getLocalPart()
                : getClass().getSimpleName();
        Check check = new Check(null, name, 0, new ArrayList<>());
        try {
            check(check);
        } catch (RuntimeException e) { // what came must not break whoever asks
            check.problems.add(new BindingProblem(name, BindingProblem.Kind.BAD_VALUE, e.toString()));
        }
        return List.copyOf(check.problems);
    }

    /**
     * {@return the element, as {@link ExtensionRegistry#standard()} writes it}
     *
     * @throws IllegalArgumentException if that registry does not know the class
     */
    public final XmlElement toElement() {
        return ExtensionRegistry.standard().toElement(this);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Payload that && getClass() == that.getClass() && parts().equals(that.parts()));
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode() * 31 + parts().hashCode();
    }

    /** The class and those parts that are there, for people. */
    @Override
    public String toString() {
        return parts().stream()
                .filter(part -> part != null && !(part instanceof Collection<?> several && several.isEmpty()))
                .map(Objects::toString)
                .collect(Collectors.joining(", ", getClass().getSimpleName() + "[", "]"));
    }

    /**
     * Reads an address: what came is a query (RFC 3454 section 7).
     *
     * @param text a text, or null
     * @return the address, or nothing if it is none
     */
    protected static Optional<Jid> address(@Nullable String text) {
        return text == null
                ? Optional.empty()
                : Jid.tryParse(text, JidProfile.STRINGPREP_QUERY).toOptional();
    }

    /**
     * Reads a point in time, by {@link DateTimeProfile}.
     *
     * @param text a text, or null
     * @return the point, or nothing if it is none
     */
    protected static Optional<Instant> instant(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(DateTimeProfile::parse);
    }

    /**
     * Reads what xs:boolean allows.
     *
     * @param text a text, or null
     * @return the value, or nothing if it is none
     */
    protected static Optional<Boolean> bool(@Nullable String text) {
        return text == null
                ? Optional.empty()
                : switch (text.trim()) {
                    case "true", "1" -> Optional.of(true);
                    case "false", "0" -> Optional.of(false);
                    default -> Optional.empty();
                };
    }

    /** Collects what is wrong with the values of a payload. Not thread-safe. */
    public static final class Check {
        private final @Nullable Check parent;
        private final String name;
        private final int index;
        private final List<BindingProblem> problems;

        private Check(@Nullable Check parent, String name, int index, List<BindingProblem> problems) {
            this.parent = parent;
            this.name = name;
            this.index = index;
            this.problems = problems;
        }

        /** Made only where something is wrong: large payloads have many parts. */
        private String path() {
            return (parent == null ? "" : parent.path() + "/") + name + (index == 0 ? "" : "[" + (index + 1) + "]");
        }

        /**
         * A value that has to be there, and be good.
         *
         * @param name {@code @name} for an attribute, the local name for an element, {@code text()} for the text
         * @param value the text, or null if it is missing
         * @param good whether the text is one that is allowed
         * @return this check
         */
        public Check required(String name, @Nullable String value, boolean good) {
            if (value == null) {
                report(name, BindingProblem.Kind.MISSING, "");
            }
            return optional(name, value, good);
        }

        /**
         * A value that has to be good if it is there.
         *
         * @param name {@code @name} for an attribute, the local name for an element, {@code text()} for the text
         * @param value the text, or null if it is missing
         * @param good whether the text is one that is allowed
         * @return this check
         */
        public Check optional(String name, @Nullable String value, boolean good) {
            if (value != null && !good) {
                report(name, BindingProblem.Kind.BAD_VALUE, value);
            }
            return this;
        }

        /**
         * A value that is wrong by itself or for what is around it.
         *
         * @param name {@code @name} for an attribute, the local name for an element, with a number in brackets from the second on
         * @param kind what is wrong with it
         * @param value its text
         * @return this check
         */
        public Check report(String name, BindingProblem.Kind kind, String value) {
            problems.add(new BindingProblem(path() + "/" + name, kind, value));
            return this;
        }

        /**
         * Parts that check themselves.
         *
         * @param name the local name of their elements
         * @param parts the parts, in order
         * @return this check
         */
        public Check each(String name, List<? extends Payload> parts) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).check(new Check(this, name, i, problems));
            }
            return this;
        }
    }
}
