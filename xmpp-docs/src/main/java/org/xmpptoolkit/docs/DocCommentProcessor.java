package org.xmpptoolkit.docs;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the doc comments of JAXB classes beside them, for {@link DocComments}: those of each type with an annotation of {@code
 * jakarta.xml.bind.annotation}, on itself, a member or a type above it; of the types of its fields; and of the packages that these stand
 * in. A field without comment gets that of the no-argument method of the same name, or of its getter. Equal sources give equal
 * octets.
 *
 * <p>For a compiler, which finds it on its processor path.
 */
public final class DocCommentProcessor extends AbstractProcessor {
    private static final String JAXB = "jakarta.xml.bind.annotation.";

    /** For the compiler. */
    public DocCommentProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*"); // a class may be one of a model by an annotation of the class above it only
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Map<String, TypeElement> compiled = new TreeMap<>();
        ElementFilter.typesIn(round.getRootElements()).forEach(type -> addTo(compiled, type));
        Set<PackageElement> packages = new LinkedHashSet<>();
        for (PackageElement one : ElementFilter.packagesIn(round.getRootElements())) {
            if (hasAnnotation(one)) {
                packages.add(one);
            }
        }
        for (TypeElement type : models(compiled)) {
            keep(KeptDocs.resourceOfType(binaryName(type)), commentsOf(type), type);
            PackageElement itsPackage = processingEnv.getElementUtils().getPackageOf(type);
            if (round.getRootElements().contains(itsPackage)) {
                packages.add(itsPackage);
            }
        }
        for (PackageElement one : packages) {
            TreeMap<String, String> comments = new TreeMap<>();
            put(comments, KeptDocs.TYPE, one);
            keep(KeptDocs.resourceOfPackage(one.getQualifiedName().toString()), comments, one);
        }
        return false;
    }

    private void addTo(Map<String, TypeElement> compiled, TypeElement type) {
        compiled.put(binaryName(type), type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> addTo(compiled, nested));
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    /** Those of a model, and those that they lead to by their fields and above. */
    private Set<TypeElement> models(Map<String, TypeElement> compiled) {
        Set<TypeElement> models = new LinkedHashSet<>();
        Deque<TypeElement> open = new ArrayDeque<>();
        for (TypeElement type : compiled.values()) {
            if (isAnnotated(type)) {
                open.add(type);
            }
        }
        while (!open.isEmpty()) {
            TypeElement type = open.remove();
            if (compiled.containsKey(binaryName(type)) && models.add(type)) {
                for (TypeElement used : usedBy(type)) {
                    open.add(used);
                }
            }
        }
        return models;
    }

    private boolean isAnnotated(TypeElement type) {
        for (@Nullable TypeElement t = type; t != null; t = declared(t.getSuperclass())) {
            if (hasAnnotation(t) || t.getEnclosedElements().stream().anyMatch(DocCommentProcessor::hasAnnotation)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAnnotation(Element element) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (annotation.getAnnotationType().toString().startsWith(JAXB)) {
                return true;
            }
        }
        return false;
    }

    private Set<TypeElement> usedBy(TypeElement type) {
        Set<TypeElement> used = new LinkedHashSet<>();
        addTo(used, type.getSuperclass());
        for (Element member : type.getEnclosedElements()) {
            if (isInstanceField(member)) {
                addTo(used, member.asType());
            }
        }
        return used;
    }

    private void addTo(Set<TypeElement> used, TypeMirror mirror) {
        @Nullable TypeElement element = declared(mirror);
        if (mirror instanceof ArrayType array) {
            addTo(used, array.getComponentType());
        } else if (element != null) {
            used.add(element);
            ((DeclaredType) mirror).getTypeArguments().forEach(argument -> addTo(used, argument));
        }
    }

    private static @Nullable TypeElement declared(TypeMirror mirror) {
        return mirror.getKind() == TypeKind.DECLARED && ((DeclaredType) mirror).asElement() instanceof TypeElement type
                ? type
                : null;
    }

    private static boolean isInstanceField(Element member) {
        return member.getKind() == ElementKind.FIELD && !member.getModifiers().contains(Modifier.STATIC);
    }

    private SortedMap<String, String> commentsOf(TypeElement type) {
        SortedMap<String, String> comments = new TreeMap<>();
        put(comments, KeptDocs.TYPE, type);
        Map<String, ExecutableElement> accessors = new HashMap<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            String name = method.getSimpleName().toString();
            if (method.getParameters().isEmpty()) {
                accessors.put(name, method);
            }
            if (hasAnnotation(method)) {
                put(comments, KeptDocs.member(name), method);
                put(comments, KeptDocs.member(property(name)), method);
            }
        }
        for (Element member : type.getEnclosedElements()) {
            boolean isField = isInstanceField(member);
            if (isField || member.getKind() == ElementKind.ENUM_CONSTANT) {
                String name = member.getSimpleName().toString();
                String key = KeptDocs.member(name);
                boolean isKept = put(comments, key, member);
                for (String accessor : isField && !isKept ? accessorsOf(name) : List.<String>of()) {
                    if (!comments.containsKey(key) && accessors.containsKey(accessor)) {
                        put(comments, key, accessors.get(accessor));
                    }
                }
            }
        }
        return comments;
    }

    private static List<String> accessorsOf(String field) {
        String capital = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return List.of(field, "get" + capital, "is" + capital);
    }

    /** The name of the property that a method gets or sets, as JavaBeans has it: else that of the method. */
    private static String property(String method) {
        for (String prefix : List.of("get", "set", "is")) {
            int begin = prefix.length();
            if (method.startsWith(prefix) && method.length() > begin && Character.isUpperCase(method.charAt(begin))) {
                boolean isAcronym = method.length() > begin + 1 && Character.isUpperCase(method.charAt(begin + 1));
                String rest = method.substring(begin);
                return isAcronym ? rest : Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
            }
        }
        return method;
    }

    private boolean put(Map<String, String> comments, String key, Element element) {
        @Nullable String comment = processingEnv.getElementUtils().getDocComment(element);
        if (comment == null || DocText.parse(comment).isEmpty()) {
            return false;
        }
        comments.put(key, comment.strip());
        return true;
    }

    private void keep(String resource, SortedMap<String, String> comments, Element of) {
        if (comments.isEmpty()) {
            return;
        }
        try {
            FileObject file = processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "", resource, of);
            try (Writer out = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
                out.write(KeptDocs.write(comments));
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "cannot keep doc comments in " + resource + ": " + e, of);
        }
    }
}
