package org.xmpptoolkit.testkit.schema;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.docs.DocComment;
import org.xmpptoolkit.docs.DocComments;
import org.xmpptoolkit.docs.SpecLink;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** Puts into schemas what the doc comments say, and what class or member it is of. */
final class Annotations {
    /** The source of an appinfo that names a class or a member, as in {@code org.example.Tune#length}. */
    static final String JAVA = "urn:org.xmpptoolkit:java";
    /** The source of an appinfo that names an element in which this one may stand. */
    static final String STANDS_IN = "urn:org.xmpptoolkit:stands-in";

    /** The source of an appinfo that names an element which a wildcard is there for, among others. */
    static final String KNOWN = "urn:org.xmpptoolkit:known";

    private static final String RFC = "https://www.rfc-editor.org/rfc/rfc";

    private static final Map<QName, ErrorCondition> CONDITIONS = conditions();

    private Annotations() {}

    private static Map<QName, ErrorCondition> conditions() {
        Map<QName, ErrorCondition> all = new LinkedHashMap<>();
        Stream.of(StreamErrorCondition.values(), StanzaErrorCondition.values(), SaslFailureCondition.values())
                .flatMap(Stream::of)
                .map(ErrorCondition.class::cast)
                .forEach(condition -> all.put(new QName(condition.namespace(), condition.elementName()), condition));
        return all;
    }

    /**
     * Asks a class for what schemas are going to say of it.
     *
     * @throws IllegalArgumentException if a place where it may stand is no name
     * @throws java.io.UncheckedIOException if its doc comments cannot be read
     * @throws LinkageError if an enum of allowed values cannot be loaded
     */
    static void check(Class<?> type) {
        DocComments.ofPackage(type);
        DocComments.of(type);
        StandsIn places = type.getAnnotation(StandsIn.class);
        for (String place : places == null ? new String[0] : places.value()) {
            QName.valueOf(expanded(place));
        }
        for (JavaMember member : JavaMember.of(type)) {
            JavaTypes.allowed(member).ifPresent(enumeration -> {
                JavaTypes.texts(enumeration);
                DocComments.of(enumeration);
            });
        }
    }

    /** Of a schema as a whole. */
    static void ofSchema(Element schema, Class<?> oneOfThePackage) {
        put(
                schema,
                oneOfThePackage.getPackageName(),
                List.of(),
                DocComments.ofPackage(oneOfThePackage).type());
    }

    /** Of a type, or the element whose content is of an unnamed type. */
    static void ofClass(Element declaration, Class<?> type) {
        StandsIn places = type.getAnnotation(StandsIn.class);
        put(
                declaration,
                type.getName(),
                places == null ? List.of() : List.of(places.value()),
                DocComments.of(type).type());
    }

    static void ofMember(Element declaration, JavaMember member) {
        put(
                declaration,
                member.owner().getName() + '#' + member.name(),
                List.of(),
                DocComments.of(member.owner()).member(member.name()));
    }

    /** Of one of the values of an enum. */
    static void ofConstant(Element value, Class<?> enumeration, String constant) {
        put(
                value,
                enumeration.getName() + '#' + constant,
                List.of(),
                DocComments.of(enumeration).member(constant));
    }

    /** Of an element that a registry declares: a defined condition says itself what it means. */
    static void ofDeclaration(Element declaration, Method method) {
        @org.jspecify.annotations.Nullable ErrorCondition condition = CONDITIONS.get(Xsd.declared(declaration));
        if (condition == null) {
            Class<?> registry = method.getDeclaringClass();
            put(
                    declaration,
                    registry.getName() + '#' + method.getName(),
                    List.of(),
                    DocComments.of(registry).member(method.getName()));
            return;
        }
        List<SpecLink> links = Stream.of(
                        condition.section6120().map(section -> section(6120, section)),
                        condition.section3920().map(section -> section(3920, section)))
                .flatMap(Optional::stream)
                .toList();
        put(
                declaration,
                condition.getClass().getName() + '#' + ((Enum<?>) condition).name(),
                List.of(),
                Optional.of(new DocComment(condition.meaning(), links)));
    }

    private static SpecLink section(int rfc, String section) {
        return new SpecLink(RFC + rfc + "#section-" + section, "RFC " + rfc + " section " + section);
    }

    private static void put(Element described, String java, List<String> places, Optional<DocComment> comment) {
        Element annotation = Xsd.create(described, "annotation");
        described.insertBefore(annotation, described.getFirstChild());
        appinfo(annotation, JAVA, java);
        places.forEach(place -> appinfo(annotation, STANDS_IN, expanded(place)));
        comment.ifPresent(it -> document(annotation, it));
    }

    /** Of a wildcard, that it takes an element that the model knows. */
    static void known(Element wildcard, QName element) {
        Element annotation = Xsd.child(wildcard, "annotation").orElseGet(() -> Xsd.append(wildcard, "annotation"));
        appinfo(annotation, KNOWN, element.toString());
    }

    private static void appinfo(Element annotation, String source, String text) {
        Element info = Xsd.create(annotation, "appinfo");
        info.setAttribute("source", source);
        info.setTextContent(text);
        annotation.insertBefore(info, Xsd.child(annotation, "documentation").orElse(null));
    }

    /** Adds a text and its links to an annotation. */
    static void document(Element annotation, DocComment comment) {
        documentation(annotation, comment.text());
        for (SpecLink link : comment.links()) {
            documentation(annotation, link.title()).setAttribute("source", link.address());
        }
    }

    private static Element documentation(Element annotation, String text) {
        Element documentation = Xsd.append(annotation, "documentation");
        documentation.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", "en");
        documentation.setTextContent(text);
        return documentation;
    }

    private static String expanded(String place) {
        if (place.startsWith("{")) {
            return place;
        }
        String stream = "stream:";
        return place.startsWith(stream)
                ? new QName(Namespaces.STREAM, place.substring(stream.length())).toString()
                : new QName(Namespaces.CLIENT, place).toString();
    }
}
