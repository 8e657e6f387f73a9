package org.xmpptoolkit.core;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Turns elements into objects of JAXB classes and back.
 *
 * <p>Elements that a class does not know go unread into its wildcard, if that has a {@link HeldAdapter}. What a class has no place
 * for at all becomes a {@link BindingProblem} and is left out: unknown attributes, elements and enum values, numbers out of range,
 * a second one of what may be there once (the first counts), and text where none is allowed; so do the attributes of XML Schema's
 * instances, such as {@code xsi:nil}, unless the class has a property for them. This is judged alike for every
 * {@code XmlAccessType}, with annotations at fields, getters or setters.
 *
 * <p>Thread-safe. A binding holds a JAXBContext, which takes a moment to make: {@link #standard()} makes it when it is first asked.
 */
public final class Binding {
    /**
     * An object, and what had no place in it.
     *
     * @param <T> the class
     * @param value the object; nothing if the element is not of that class, JAXB could not read it at all, or a setter of the class
     *     threw an exception; where an adapter threw one, its part alone is missing
     * @param problems what had no place
     */
    public record Result<T>(Optional<T> value, List<BindingProblem> problems) {
        /**
         * Copies the list.
         *
         * @param value the object; nothing if there is none to give
         * @param problems what had no place, empty if all had; the list is copied
         */
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** The shared binding. */
    private static final class Standard {
        static final Binding INSTANCE = ofThoseThatGoTogether(BindingPackage.discovered());
    }

    private final List<Class<?>> classes;
    private final JAXBContext context;
    private final BindingShapes shapes;
    /** Readers and writers that are not in use. */
    private final ConcurrentLinkedQueue<BindingReader> readers = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<BindingWriter> writers = new ConcurrentLinkedQueue<>();

    private Binding(Collection<Class<?>> classes) {
        this.classes = List.copyOf(classes);
        List<Class<?>> all = new ArrayList<>(classes);
        all.add(HeldElement.class);
        BindingRoots.requireDistinct(all);
        try {
            this.context = JAXBContext.newInstance(all.toArray(Class<?>[]::new));
        } catch (JAXBException e) {
            throw new IllegalArgumentException("JAXB does not take these classes: " + classes + ": " + e, e);
        }
        this.shapes = new BindingShapes(classes);
    }

    /** All packages, or else those that can be bound with the ones before them: one that cannot costs itself only. */
    static Binding ofThoseThatGoTogether(List<BindingPackage> packages) {
        List<Class<?>> all = new ArrayList<>();
        packages.forEach(one -> all.addAll(one.classes()));
        try {
            return new Binding(all);
        } catch (IllegalArgumentException | LinkageError e) {
            Binding kept = new Binding(List.of());
            for (BindingPackage one : packages) {
                List<Class<?>> more = new ArrayList<>(kept.classes);
                more.addAll(one.classes());
                try {
                    kept = new Binding(more);
                } catch (IllegalArgumentException | LinkageError refused) {
                    System.getLogger("org.xmpptoolkit.core")
                            .log(
                                    System.Logger.Level.WARNING,
                                    "left out: " + one.getClass().getName() + ": " + refused.getMessage());
                }
            }
            return kept;
        }
    }

    /**
     * The shared binding of every class that a {@link BindingPackage} names. A package that cannot be loaded, or cannot be bound
     * together with those before it, is left out, which the {@link System.Logger} {@code org.xmpptoolkit.core} tells. Nothing is read
     * as one of its classes.
     *
     * @return the binding, always the same
     */
    public static Binding standard() {
        return Standard.INSTANCE;
    }

    /**
     * A binding of its own of every class that {@link #standard()} knows, and others.
     *
     * @param classes more classes to bind, as for {@link #with}; a class loader of their own does not matter
     * @return the binding
     * @throws IllegalArgumentException as for {@link #with}
     */
    public static Binding standardWith(Class<?>... classes) {
        List<Class<?>> all = new ArrayList<>(standard().classes);
        all.addAll(List.of(classes));
        return new Binding(all);
    }

    /**
     * A binding of its own.
     *
     * @param classes the classes to bind, those with {@link jakarta.xml.bind.annotation.XmlRegistry} included; others that they refer
     *     to need not be named
     * @return the binding
     * @throws IllegalArgumentException if two classes have the same root element or type, which the message names, or JAXB does not
     *     take one of them for another reason, which the cause says
     */
    public static Binding with(Class<?>... classes) {
        return new Binding(List.of(classes));
    }

    /**
     * Reads an element. One in {@link Namespaces#SERVER} or {@link Namespaces#COMPONENT_ACCEPT} is read as if it were in
     * {@link Namespaces#CLIENT}, unless the class is annotated for it as it is.
     *
     * @param <T> the class
     * @param element the element
     * @param type a class of this binding with a root element
     * @return the object, if the element is one of that class, and what had no place in it
     * @throws IllegalArgumentException if the class has no root element
     */
    public <T> Result<T> toObject(XmlElement element, Class<T> type) {
        XmlElement read = Namespaces.isContentNamespace(element.namespace())
                        && !shapes.rootNames(type).contains(element.name())
                ? ContentNamespaces.move(element, element.namespace(), Namespaces.CLIENT)
                : element;
        List<BindingProblem> problems = new ArrayList<>();
        if (!shapes.rootNames(type).contains(read.name())) {
            problems.add(new BindingProblem(
                    read.localName(),
                    BindingProblem.Kind.UNKNOWN_ELEMENT,
                    read.name().toString()));
            return new Result<>(Optional.empty(), problems);
        }
        BindingShape shape = shapes.of(type);
        BindingReader reader = readers.poll();
        try {
            if (reader == null) {
                reader = new BindingReader(context.createUnmarshaller());
            }
            Object value = reader.read(read, shape, problems);
            readers.add(reader); // one that has thrown is not used again
            Object object = value instanceof JAXBElement<?> wrapped ? wrapped.getValue() : value;
            return new Result<>(type.isInstance(object) ? Optional.of(type.cast(object)) : Optional.empty(), problems);
        } catch (JAXBException | SAXException | RuntimeException e) { // JAXB lets through what a setter throws
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            problems.add(new BindingProblem(
                    read.localName(),
                    BindingProblem.Kind.BAD_VALUE,
                    Secrets.anyIn(element) ? Secrets.HIDDEN : message)); // it may quote what it is about
            return new Result<>(Optional.empty(), problems);
        }
    }

    /**
     * Writes an object.
     *
     * @param object an object of a class of this binding with a root element, or a {@link JAXBElement}
     * @return the element, by the names that the annotations say
     * @throws IllegalArgumentException if the object cannot be written: it is of no such class, a text of it has a character that XML
     *     1.0 forbids, or a method that JAXB calls has thrown, a getter or an adapter: the message names it, and the class that it was
     *     called for, and the cause is what it threw
     */
    public XmlElement toElement(Object object) {
        @Nullable BindingWriter writer = writers.poll();
        if (writer == null) {
            try {
                writer = new BindingWriter(context.createMarshaller());
            } catch (JAXBException e) {
                throw new IllegalStateException("JAXB makes no marshaller", e);
            }
        }
        XmlElement element = writer.write(object);
        writers.add(writer); // one that has thrown is not used again
        return element;
    }
}
