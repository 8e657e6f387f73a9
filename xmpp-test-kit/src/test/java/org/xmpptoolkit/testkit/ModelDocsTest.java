package org.xmpptoolkit.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.AllowedValues;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.RequiredAttributes;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.docs.DocComment;
import org.xmpptoolkit.docs.DocComments;

/** What a user of schema documentation reads of our models is there, speaks of XML, and fits the model. */
class ModelDocsTest {
    private static final Pattern PLACE =
            Pattern.compile("message|presence|iq|stream:(stream|features|error)|\\{[a-z][^{}\\s]+}[a-z]+");

    /** What is said to a programmer and means nothing to a reader of schemas. */
    private static final Pattern OF_JAVA = Pattern.compile(
            "JAXB|Immutable|[Tt]hread-safe|; nothing |perhaps no|\\{@|\\bnull\\b|accessor|class of|came in");

    private static final Set<Class<?>> MODELS = models();

    private static Set<Class<?>> models() {
        Set<Class<?>> models = new TreeSet<>(Comparator.comparing(Class::getName));
        BindingPackage.discovered().forEach(one -> one.classes().forEach(type -> add(type, models)));
        return models;
    }

    private static void add(@Nullable Type type, Set<Class<?>> models) {
        if (type instanceof ParameterizedType generic) {
            Arrays.asList(generic.getActualTypeArguments()).forEach(argument -> add(argument, models));
        }
        if (!(type instanceof Class<?> model)
                || !model.getName().startsWith("org.xmpptoolkit.")
                || model.getName().startsWith("org.xmpptoolkit.core.")
                || model.isAnnotationPresent(XmlRegistry.class)
                || !models.add(model)) {
            return;
        }
        add(model.getSuperclass(), models);
        for (Field field : bound(model)) {
            XmlJavaTypeAdapter adapter = field.getAnnotation(XmlJavaTypeAdapter.class);
            if (adapter == null) {
                add(field.getGenericType(), models);
            } else {
                add(adapted(adapter.value()), models);
            }
            refs(field).forEach(ref -> add(ref.type(), models));
            AllowedValues allowed = field.getAnnotation(AllowedValues.class);
            add(allowed == null ? null : allowed.value(), models);
        }
    }

    private static @Nullable Type adapted(Class<?> adapter) {
        for (Class<?> c = adapter; c != null; c = c.getSuperclass()) {
            if (c.getGenericSuperclass() instanceof ParameterizedType generic
                    && generic.getRawType() == XmlAdapter.class) {
                return generic.getActualTypeArguments()[0];
            }
        }
        return null;
    }

    private static Stream<XmlElementRef> refs(Field field) {
        XmlElementRefs several = field.getAnnotation(XmlElementRefs.class);
        XmlElementRef one = field.getAnnotation(XmlElementRef.class);
        return several != null ? Stream.of(several.value()) : Stream.ofNullable(one);
    }

    private static List<Field> bound(Class<?> model) {
        return Stream.of(model.getDeclaredFields())
                .filter(field -> field.isEnumConstant()
                        || (!model.isEnum()
                                && !field.isSynthetic()
                                && !Modifier.isStatic(field.getModifiers())
                                && !field.isAnnotationPresent(XmlTransient.class)))
                .toList();
    }

    @Test
    void everyModelMemberAndPackageIsDocumented() {
        List<String> missing = new ArrayList<>();
        int texts = 0;
        for (Class<?> model : MODELS) {
            DocComments comments = DocComments.of(model);
            if (comments.type().isEmpty()) {
                missing.add(model.getName());
            }
            if (DocComments.ofPackage(model).type().isEmpty()) {
                missing.add(model.getPackageName());
            }
            for (Field field : bound(model)) {
                texts++;
                if (comments.member(field.getName()).isEmpty()) {
                    missing.add(model.getName() + "#" + field.getName());
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(MODELS.size() > 60 && texts > 150, MODELS.size() + " models, " + texts + " members");
    }

    @Test
    void theTextsSpeakOfXml() {
        List<String> ofJava = new ArrayList<>();
        for (Class<?> model : MODELS) {
            DocComments comments = DocComments.of(model);
            Stream<DocComment> texts =
                    bound(model).stream().flatMap(field -> comments.member(field.getName()).stream());
            boolean isElement = !Modifier.isAbstract(model.getModifiers());
            Stream.concat(isElement ? comments.type().stream() : Stream.empty(), texts)
                    .filter(comment -> OF_JAVA.matcher(comment.text()).find())
                    .forEach(comment -> ofJava.add(model.getName() + ": " + comment.text()));
        }
        assertEquals(List.of(), ofJava);
    }

    @Test
    void everyRootSaysWhereItStands() {
        for (Class<?> model : MODELS) {
            if (model.isAnnotationPresent(XmlRootElement.class)) {
                StandsIn places = model.getAnnotation(StandsIn.class);
                assertTrue(places != null && places.value().length > 0, model.getName());
                for (String place : requireNonNull(places).value()) {
                    assertTrue(PLACE.matcher(place).matches(), model.getName() + " in " + place);
                }
            }
        }
    }

    @Test
    void allowedTextsAreThoseOfTheWire() {
        int seen = 0;
        for (Class<?> model : MODELS) {
            if (model.isAnnotationPresent(XmlEnum.class)) {
                for (Field field : bound(model)) {
                    XmlEnumValue value = requireNonNull(field.getAnnotation(XmlEnumValue.class), field::toString);
                    Object constant = Arrays.stream(requireNonNull(model.getEnumConstants()))
                            .filter(one -> ((Enum<?>) one).name().equals(field.getName()))
                            .findFirst()
                            .orElseThrow();
                    assertEquals(constant.toString(), value.value());
                    seen++;
                }
            }
        }
        assertTrue(seen > 40, seen + " texts");
    }

    @Test
    void whatIsSaidOfMembersIsSaidOfSuchAsThereAre() {
        for (Class<?> model : MODELS) {
            for (Field field : bound(model)) {
                AtMostOnce once = field.getAnnotation(AtMostOnce.class);
                if (once != null) {
                    assertTrue(children(field).containsAll(List.of(once.value())), field.toString());
                }
                DefaultValue value = field.getAnnotation(DefaultValue.class);
                assertTrue(value == null || field.isAnnotationPresent(XmlAttribute.class), field.toString());
            }
            RequiredAttributes required = model.getAnnotation(RequiredAttributes.class);
            if (required != null) {
                List<String> above = bound(model.getSuperclass()).stream()
                        .filter(field -> field.isAnnotationPresent(XmlAttribute.class))
                        .map(Field::getName)
                        .toList();
                assertTrue(above.containsAll(List.of(required.value())), model.getName());
            }
        }
    }

    private static Set<String> children(Field field) {
        XmlElement element = field.getAnnotation(XmlElement.class);
        Set<String> names = new TreeSet<>();
        Stream.ofNullable(element).map(XmlElement::name).forEach(names::add);
        refs(field).map(XmlElementRef::name).forEach(names::add);
        return names;
    }
}
