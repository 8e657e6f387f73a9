package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlViolation;

/** A null that has no place is told of by the name of the parameter. */
class NullsTest {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(String.class, "example.com"),
            Map.entry(List.class, List.of()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(Language.class, Language.of("en")),
            Map.entry(XmlElement.class, XmlElement.of("urn:x", "x")),
            Map.entry(XmlViolation.class, new XmlViolation(XmlViolation.Kind.BAD_FORMAT, 0, "x")),
            Map.entry(HostPort.class, new HostPort("example.com", OptionalInt.empty())),
            Map.entry(LangText.class, LangText.of("x")),
            Map.entry(StanzaErrorType.class, StanzaErrorType.AUTH),
            Map.entry(StreamErrorCondition.class, StreamErrorCondition.RESET),
            Map.entry(StanzaErrorCondition.class, StanzaErrorCondition.GONE),
            Map.entry(SaslFailureCondition.class, SaslFailureCondition.ABORTED),
            Map.entry(StreamError.class, StreamError.of(StreamErrorCondition.RESET)),
            Map.entry(StanzaError.class, StanzaError.of(StanzaErrorCondition.GONE)),
            Map.entry(SaslFailure.class, SaslFailure.of(SaslFailureCondition.ABORTED)),
            Map.entry(StreamError.Builder.class, StreamError.builder(StreamErrorCondition.SEE_OTHER_HOST)),
            Map.entry(StanzaError.Builder.class, StanzaError.builder(StanzaErrorCondition.GONE)),
            Map.entry(SaslFailure.Builder.class, SaslFailure.builder(SaslFailureCondition.ABORTED)));

    private static Object value(Class<?> type) {
        return Objects.requireNonNull(VALUES.get(type), type.getName());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StreamError.class,
                StanzaError.class,
                SaslFailure.class,
                StreamError.Builder.class,
                StanzaError.Builder.class,
                SaslFailure.Builder.class,
                StreamErrorCondition.class,
                StanzaErrorCondition.class,
                SaslFailureCondition.class,
                StanzaErrorType.class,
                HostPort.class,
                LangText.class
            })
    void everyParameterRefusesNullByItsName(Class<?> type) {
        int tried = 0;
        for (Executable executable : callable(type)) {
            Class<?>[] parameters = executable.getParameterTypes();
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i].isPrimitive()) {
                    continue;
                }
                @Nullable Object[] arguments = new Object[parameters.length];
                for (int j = 0; j < parameters.length; j++) {
                    arguments[j] = j == i ? null : value(parameters[j]);
                }
                InvocationTargetException thrown = assertThrows(
                        InvocationTargetException.class, () -> call(type, executable, arguments), executable::toString);
                NullPointerException refused =
                        assertInstanceOf(NullPointerException.class, thrown.getCause(), executable::toString);
                assertEquals(executable.getParameters()[i].getName(), refused.getMessage(), executable::toString);
                tried++;
            }
        }
        assertTrue(tried > 0);
    }

    private static void call(Class<?> type, Executable executable, @Nullable Object[] arguments)
            throws ReflectiveOperationException {
        if (executable instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
        } else {
            ((Method) executable).invoke(value(type), arguments);
        }
    }

    /** What users can call, but for {@code equals}, and {@code valueOf} of enums. */
    private static List<Executable> callable(Class<?> type) {
        List<Executable> found = new ArrayList<>(List.of(type.getConstructors()));
        for (Class<?> c = type; c != null && c.getPackage() == type.getPackage(); c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && !method.getName().equals("equals")
                        && !method.getName().equals("valueOf")) {
                    found.add(method);
                }
            }
        }
        return found;
    }
}
