package org.xmpptoolkit.testkit.schema;

import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlValue;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xmpptoolkit.core.AnyOrder;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.RequiredAttributes;
import org.xmpptoolkit.core.TextLength;

/** Gives back to schemas of JAXB's what the models say and JAXB does not keep, and documents them. */
final class Refinement {
    private static final Pattern NMTOKEN = Pattern.compile("[\\p{L}\\p{N}._:-]+");
    private static final String ELEMENT = "element";
    private static final String ATTRIBUTE = "attribute";
    private static final String BASE = "base";
    private static final String NAME = "name";

    /** Of this many it can be said that each stands at most once: it is said by naming all their orders. */
    private static final int MOST_ONCE = 5;

    private final JavaTypes java;
    private final Element schema;
    private final List<String> problems;

    private Refinement(JavaTypes java, Document document, List<String> problems) {
        this.java = java;
        this.schema = document.getDocumentElement();
        this.problems = problems;
    }

    /** Refines schemas, given by namespace; gives a line for each class of which they cannot say all. */
    static List<String> refine(Map<String, Document> schemas, JavaTypes java) {
        List<String> problems = new ArrayList<>();
        schemas.forEach((namespace, document) -> new Refinement(java, document, problems).refine());
        return problems;
    }

    private void refine() {
        schema.removeAttribute("version"); // JAXB's own
        for (Element global : Xsd.children(schema)) {
            if (Xsd.is(global, ELEMENT)) {
                element(global);
            } else if (isType(global)) {
                java.type(Xsd.declared(global)).ifPresent(type -> {
                    inside(global, type);
                    Annotations.ofClass(global, type);
                    global.removeAttribute("final"); // that a Java class is final says nothing of XML
                });
            }
        }
        Wildcards.settle(schema);
        java.inPackageOf(schema.getAttribute("targetNamespace")).ifPresent(one -> Annotations.ofSchema(schema, one));
    }

    private static boolean isType(Element element) {
        return Xsd.is(element, "complexType") || Xsd.is(element, "simpleType");
    }

    private void element(Element global) {
        Optional<Class<?>> root = java.root(Xsd.declared(global));
        if (root.isPresent()) {
            Xsd.children(global).stream().filter(Refinement::isType).forEach(type -> inside(type, root.get()));
            Annotations.ofClass(global, root.get());
            return;
        }
        Optional<Method> declaration = java.declaration(Xsd.declared(global));
        declaration.ifPresent(method -> Annotations.ofDeclaration(global, method));
    }

    /** What a type holds, as far as it is not in a type of its own. */
    private void inside(Element type, Class<?> owner) {
        if (owner.isEnum()) {
            enumerated(type, owner);
            return;
        }
        JavaTypes.with(owner, XmlValue.class).ifPresent(value -> value(type, value, owner));
        for (Element child : Xsd.children(type)) {
            if (Xsd.is(child, ATTRIBUTE)) {
                attribute(child, owner);
            } else if (Xsd.is(child, ELEMENT)) {
                local(child, owner);
            } else if (Xsd.is(child, "any")) {
                JavaTypes.with(owner, XmlAnyElement.class).ifPresent(member -> Annotations.ofMember(child, member));
            } else if (Xsd.is(child, "anyAttribute")) {
                JavaTypes.with(owner, XmlAnyAttribute.class).ifPresent(member -> Annotations.ofMember(child, member));
            } else {
                inside(child, owner);
                if (Xsd.is(child, "choice")) {
                    atMostOnce(child, owner);
                } else if (Xsd.is(child, "sequence") && owner.isAnnotationPresent(AnyOrder.class)) {
                    anyOrder(child, owner);
                }
            }
        }
    }

    private void attribute(Element attribute, Class<?> owner) {
        String name = attribute.hasAttribute("ref")
                ? Xsd.resolve(attribute, attribute.getAttribute("ref")).getLocalPart()
                : attribute.getAttribute(NAME);
        JavaTypes.attribute(owner, name).ifPresent(member -> {
            allow(attribute, "type", member);
            member.annotation(TextLength.class).ifPresent(length -> limitInside(attribute, length));
            if (isRequired(owner, name)) {
                attribute.setAttribute("use", "required");
            } else {
                member.annotation(DefaultValue.class)
                        .ifPresent(value -> attribute.setAttribute("default", value.value()));
            }
            Annotations.ofMember(attribute, member);
        });
    }

    private static boolean isRequired(Class<?> owner, String attribute) {
        RequiredAttributes required = owner.getAnnotation(RequiredAttributes.class);
        return required != null && List.of(required.value()).contains(attribute);
    }

    private void local(Element element, Class<?> owner) {
        if (element.hasAttribute("ref")) {
            return;
        }
        JavaTypes.element(owner, element.getAttribute(NAME)).ifPresent(member -> {
            if (member.annotation(XmlElement.class).filter(XmlElement::nillable).isEmpty()) {
                element.removeAttribute("nillable"); // of lists JAXB says it unasked
            }
            allow(element, "type", member);
            if (member.annotation(AtMostOnce.class)
                    .filter(once -> List.of(once.value()).contains(element.getAttribute(NAME)))
                    .isPresent()) {
                element.removeAttribute("maxOccurs");
            }
            member.annotation(TextLength.class).ifPresent(length -> limitInside(element, length));
            Xsd.children(element).stream()
                    .filter(Refinement::isType)
                    .forEach(type -> inside(type, innerOwner(member, owner)));
            Annotations.ofMember(element, member);
        });
    }

    /** A wrapper's inner elements are those of the same member; another unnamed type is a class's. */
    private static Class<?> innerOwner(JavaMember member, Class<?> owner) {
        return member.has(jakarta.xml.bind.annotation.XmlElementWrapper.class) ? owner : member.boundType();
    }

    /** The text of an element with attributes, or without. */
    private void value(Element holder, JavaMember value, Class<?> owner) {
        if (!Xsd.is(holder, "extension") && !Xsd.is(holder, "restriction") && !Xsd.is(holder, "simpleType")) {
            return;
        }
        Element based =
                Xsd.is(holder, "simpleType") ? Xsd.child(holder, "restriction").orElse(holder) : holder;
        if (based.hasAttribute(BASE)) {
            value.annotation(XmlSchemaType.class)
                    .ifPresent(type -> Xsd.setName(based, BASE, new QName(type.namespace(), type.name())));
            allow(based, BASE, value);
            Optional.ofNullable(owner.getAnnotation(TextLength.class))
                    .or(() -> value.annotation(TextLength.class))
                    .ifPresent(length -> limitBase(based, length, value));
        }
    }

    /** Gives the text of an attribute or element a type of its own, which says how long it may be. */
    private static void limitInside(Element declaration, TextLength length) {
        if (declaration.hasAttribute("type")) {
            Element restriction = Xsd.append(Xsd.append(declaration, "simpleType"), "restriction");
            Xsd.setName(restriction, BASE, Xsd.resolve(declaration, declaration.getAttribute("type")));
            declaration.removeAttribute("type");
            limit(restriction, length);
        }
    }

    private void limitBase(Element based, TextLength length, JavaMember value) {
        if (Xsd.is(based, "restriction")) {
            limit(based, length);
            return;
        }
        // What has attributes can only extend a type, which therefore needs a name.
        Element holder = (Element) based.getParentNode().getParentNode();
        Element type = Xsd.append(schema, "simpleType");
        type.setAttribute(NAME, free(holder.getAttribute(NAME) + "Text"));
        Element restriction = Xsd.append(type, "restriction");
        Xsd.setName(restriction, BASE, Xsd.resolve(based, based.getAttribute(BASE)));
        limit(restriction, length);
        Annotations.ofMember(type, value);
        Xsd.setName(based, BASE, Xsd.declared(type));
    }

    private static void limit(Element restriction, TextLength length) {
        if (length.min() > 0) {
            Xsd.append(restriction, "minLength").setAttribute("value", Integer.toString(length.min()));
        }
        if (length.max() < Integer.MAX_VALUE) {
            Xsd.append(restriction, "maxLength").setAttribute("value", Integer.toString(length.max()));
        }
    }

    /** Names the type of the allowed texts, which is added if it is not there. */
    private void allow(Element declaration, String attribute, JavaMember member) {
        JavaTypes.allowed(member).ifPresent(enumeration -> {
            Xsd.setName(declaration, attribute, typeOf(enumeration));
        });
    }

    private QName typeOf(Class<?> enumeration) {
        for (Element type : Xsd.children(schema)) {
            boolean same = isType(type)
                    && (type.getUserData(NAME) == enumeration
                            || java.type(Xsd.declared(type))
                                    .filter(known -> known == enumeration)
                                    .isPresent());
            if (same) {
                return Xsd.declared(type);
            }
        }
        Element type = Xsd.append(schema, "simpleType");
        type.setUserData(NAME, enumeration, null);
        type.setAttribute(NAME, free(JavaTypes.typeName(enumeration)));
        Element restriction = Xsd.append(type, "restriction");
        Xsd.setName(restriction, BASE, new QName(Xsd.NAMESPACE, "string"));
        JavaTypes.texts(enumeration).keySet().forEach(text -> Xsd.append(restriction, "enumeration")
                .setAttribute("value", text));
        enumerated(type, enumeration);
        Annotations.ofClass(type, enumeration);
        return Xsd.declared(type);
    }

    /** A name for a type that no other type has. */
    private String free(String wanted) {
        Set<String> taken = Xsd.children(schema).stream()
                .filter(Refinement::isType)
                .map(type -> type.getAttribute(NAME))
                .collect(Collectors.toSet());
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    private static void enumerated(Element type, Class<?> enumeration) {
        Map<String, String> constants = JavaTypes.texts(enumeration);
        boolean tokens = constants.keySet().stream()
                .allMatch(text -> NMTOKEN.matcher(text).matches());
        XmlEnum declared = enumeration.getAnnotation(XmlEnum.class);
        for (Element restriction : Xsd.children(type)) {
            // White space around such a value does not count when it is read.
            if (tokens && (declared == null || declared.value() == String.class)) {
                Xsd.setName(restriction, BASE, new QName(Xsd.NAMESPACE, "NMTOKEN"));
            }
            for (Element value : Xsd.children(restriction)) {
                String constant = constants.get(value.getAttribute("value"));
                if (constant != null) {
                    Annotations.ofConstant(value, enumeration, constant);
                }
            }
        }
    }

    private void atMostOnce(Element choice, Class<?> owner) {
        JavaMember.of(owner).stream()
                .filter(member -> !member.has(XmlElement.class))
                .flatMap(member -> member.annotation(AtMostOnce.class).stream())
                .findFirst()
                .filter(once -> choice.getAttribute("maxOccurs").equals("unbounded"))
                .ifPresent(once -> {
                    Map<Boolean, List<Element>> parts = Xsd.children(choice).stream()
                            .collect(Collectors.partitioningBy(part ->
                                    Xsd.is(part, "any") ? once.wildcard() : isNamed(part, Set.of(once.value()))));
                    replace(choice, owner, parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
                });
    }

    /** The parts of a sequence in any order, each as often as before, if none has to be there. */
    private void anyOrder(Element sequence, Class<?> owner) {
        List<Element> parts = Xsd.children(sequence);
        if (parts.size() > 1
                && parts.stream()
                        .allMatch(part -> part.getAttribute("minOccurs").equals("0"))) {
            List<Element> once = new ArrayList<>();
            List<Element> many = new ArrayList<>();
            for (Element part : parts) {
                Element copy = (Element) part.cloneNode(true);
                copy.removeAttribute("minOccurs");
                copy.removeAttribute("maxOccurs");
                (part.getAttribute("maxOccurs").equals("unbounded") ? many : once).add(copy);
            }
            replace(sequence, owner, once, many);
        }
    }

    private void replace(Element group, Class<?> owner, List<Element> once, List<Element> many) {
        if (once.size() > MOST_ONCE) {
            problems.add(owner.getName() + ": XML Schema has no short way to say that each of " + once.size()
                    + " elements stands at most once in any order, so it is not said");
            return;
        }
        Element replaced = Xsd.create(group, "sequence");
        fill(replaced, once, many);
        group.getParentNode().replaceChild(replaced, group);
    }

    private static boolean isNamed(Element particle, Set<String> names) {
        String name = particle.hasAttribute("ref") ? particle.getAttribute("ref") : particle.getAttribute(NAME);
        return names.contains(name.substring(name.indexOf(':') + 1));
    }

    /** Any number of the many, and in between each of the others once or not at all, in any order. */
    private static void fill(Element sequence, List<Element> once, List<Element> many) {
        if (!many.isEmpty()) {
            Element choice = Xsd.append(sequence, "choice");
            choice.setAttribute("minOccurs", "0");
            choice.setAttribute("maxOccurs", "unbounded");
            many.forEach(part -> choice.appendChild(part.cloneNode(true)));
        }
        if (once.isEmpty()) {
            return;
        }
        Element next = Xsd.append(sequence, "choice");
        next.setAttribute("minOccurs", "0");
        for (Element part : once) {
            List<Element> rest = new ArrayList<>(once);
            rest.remove(part);
            Element branch = Xsd.append(next, "sequence");
            branch.appendChild(part.cloneNode(true));
            fill(branch, rest, many);
        }
    }
}
