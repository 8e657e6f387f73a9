package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Finds root elements that two classes claim: JAXB takes one of them without a word. */
final class BindingRoots {
    private final Map<QName, String> owners = new HashMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Deque<Class<?>> ahead = new ArrayDeque<>();

    private BindingRoots() {}

    /** Throws if two of the classes, or of those that they refer to, have the same root element. */
    static void requireDistinct(Collection<Class<?>> classes) {
        BindingRoots roots = new BindingRoots();
        roots.ahead.addAll(classes);
        while (!roots.ahead.isEmpty()) {
            Class<?> type = roots.ahead.pop();
            if (!BindingTypes.isLeaf(type) && !type.getName().startsWith("jakarta.") && roots.seen.add(type)) {
                roots.visit(type);
            }
        }
    }

    private void visit(Class<?> type) {
        if (type.isAnnotationPresent(XmlRegistry.class)) {
            for (Method method : type.getDeclaredMethods()) {
                @Nullable QName name = BindingShapes.declaredName(method);
                if (name != null) {
                    claim(name, type.getName() + '.' + method.getName());
                    ahead.add(method.getParameterTypes()[0]);
                }
            }
            return;
        }
        @Nullable QName root = BindingShapes.rootName(type);
        if (root != null) {
            claim(root, type.getName());
        }
        if (type.getSuperclass() != null) {
            ahead.add(type.getSuperclass());
        }
        XmlSeeAlso others = type.getAnnotation(XmlSeeAlso.class);
        if (others != null) {
            ahead.addAll(Set.of(others.value()));
        }
        for (BindingMember member : BindingMember.declared(type, BindingMember.access(type))) {
            visit(member);
        }
    }

    private void visit(BindingMember field) {
        ahead.add(BindingTypes.boundType(field));
        @Nullable XmlElements choices = field.annotation(XmlElements.class);
        if (choices != null) {
            for (jakarta.xml.bind.annotation.XmlElement choice : choices.value()) {
                ahead.add(choice.type());
            }
        }
        @Nullable XmlElementRefs refs = field.annotation(XmlElementRefs.class);
        if (refs != null) {
            for (XmlElementRef ref : refs.value()) {
                ahead.add(ref.type());
            }
        }
    }

    private void claim(QName name, String owner) {
        String other = owners.put(name, owner);
        if (other != null && !other.equals(owner)) {
            throw new IllegalArgumentException(
                    name + " is the root element of " + other + " and of " + owner + ": bind one of them");
        }
    }
}
