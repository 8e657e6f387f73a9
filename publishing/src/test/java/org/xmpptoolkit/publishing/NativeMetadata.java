package org.xmpptoolkit.publishing;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files for native programs: those that GraalVM reads from JDK 23 on, and those that it reads on JDK 17 and 21. */
enum NativeMetadata {
    NEW("reachability-metadata.json", "reachability-metadata.json", "glob", "type"),
    OLD("resource-config.json", "reflect-config.json", "pattern", "name");

    private final String resources;
    private final String reflection;
    private final String resourceKey;
    private final String typeKey;

    NativeMetadata(String resources, String reflection, String resourceKey, String typeKey) {
        this.resources = resources;
        this.reflection = reflection;
        this.resourceKey = resourceKey;
        this.typeKey = typeKey;
    }

    /** Whether a resource is named by any of our modules. */
    Predicate<String> resources() {
        List<Predicate<String>> named =
                values(resources, resourceKey).map(this::matcher).toList();
        return name -> named.stream().anyMatch(one -> one.test(name));
    }

    /** The types that are named for reflection. */
    List<String> types() {
        return values(reflection, typeKey).filter(one -> one.startsWith("org.")).toList();
    }

    private Predicate<String> matcher(String value) {
        if (this == OLD) {
            return Pattern.compile(value).asMatchPredicate();
        }
        var glob = FileSystems.getDefault().getPathMatcher("glob:" + value);
        return name -> glob.matches(Path.of(name));
    }

    private static Stream<String> values(String file, String key) {
        Pattern value = Pattern.compile("\"" + key + "\": \"([^\"]*)\"");
        return Published.all().stream()
                .map(one -> one.folder()
                        .resolve("src/main/resources/META-INF/native-image/org.xmpptoolkit/" + one + "/" + file))
                .filter(Files::exists)
                .map(Published::text)
                .peek(NativeMetadata::check)
                .flatMap(text ->
                        value.matcher(text).results().map(one -> one.group(1).replace("\\\\", "\\")));
    }

    /** Refuses what is no JSON. */
    private static void check(String json) {
        try {
            Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
            new Template("json", "${json?eval_json?size}", configuration)
                    .process(Map.of("json", json), new StringWriter());
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("no JSON: " + json, e);
        }
    }
}
