package org.xmpptoolkit.testkit.schema;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.SchemaOutputResolver;
import jakarta.xml.bind.annotation.XmlRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.Result;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;

/** The schemas that JAXB makes of classes, of as many of them as it takes. */
final class JaxbSchemas {
    private final List<Class<?>> accepted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, Document> schemas = new TreeMap<>();

    private JaxbSchemas() {}

    static JaxbSchemas of(List<Class<?>> classes) {
        JaxbSchemas all = new JaxbSchemas();
        // Classes may need what a registry declares, so where some class is refused, registries are to be there before.
        Map<Boolean, List<Class<?>>> registries = classes.stream()
                .collect(Collectors.partitioningBy(type -> type.isAnnotationPresent(XmlRegistry.class)));
        List<Class<?>> ordered = new ArrayList<>(registries.getOrDefault(true, List.of()));
        ordered.addAll(registries.getOrDefault(false, List.of()));
        all.accept(ordered);
        return all;
    }

    /** Those that JAXB takes, each with those before it. */
    List<Class<?>> accepted() {
        return accepted;
    }

    /** A line for each class that it does not take. */
    List<String> problems() {
        return problems;
    }

    /** By namespace. */
    Map<String, Document> schemas() {
        return schemas;
    }

    private void accept(List<Class<?>> more) {
        if (more.isEmpty()) {
            return;
        }
        List<Class<?>> together = new ArrayList<>(accepted);
        together.addAll(more);
        Optional<String> refusal = refusal(together);
        if (refusal.isEmpty()) {
            accepted.addAll(more);
        } else if (more.size() == 1) {
            problems.add(more.get(0).getName() + ": " + refusal.get());
        } else {
            accept(more.subList(0, more.size() / 2));
            accept(more.subList(more.size() / 2, more.size()));
        }
    }

    private Optional<String> refusal(List<Class<?>> classes) {
        try {
            new JavaTypes(classes).seen().forEach(Annotations::check);
            schemas = generate(classes);
            return Optional.empty();
        } catch (JAXBException e) {
            // the first line only counts the reasons
            return Optional.of(e.toString()
                    .lines()
                    .filter(line -> !line.contains("counts of IllegalAnnotationException"))
                    .findFirst()
                    .orElse("")
                    .strip());
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.of(cause(e));
        }
    }

    /** What went wrong, on one line. */
    static String cause(Throwable e) {
        String message =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return e instanceof IllegalArgumentException && !message.isEmpty()
                ? message
                : (e.getClass().getSimpleName() + ": " + message).strip();
    }

    private static Map<String, Document> generate(List<Class<?>> classes) throws JAXBException, IOException {
        Map<String, StringWriter> texts = new TreeMap<>();
        JAXBContext.newInstance(classes.toArray(Class[]::new)).generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String namespace, String suggestedFileName) {
                StringWriter text = new StringWriter();
                texts.put(namespace, text);
                StreamResult result = new StreamResult(text);
                result.setSystemId(suggestedFileName);
                return result;
            }
        });
        texts.remove(XMLConstants.XML_NS_URI); // it is not well-formed, and SchemaFiles has a better one
        Map<String, Document> schemas = new TreeMap<>();
        texts.forEach((namespace, text) -> schemas.put(namespace, Xsd.parse(text.toString())));
        return schemas;
    }
}
