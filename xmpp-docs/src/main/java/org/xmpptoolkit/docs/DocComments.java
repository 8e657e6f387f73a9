package org.xmpptoolkit.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The doc comments of a class or package, as {@link DocCommentProcessor} has kept them beside it. A class that was compiled without the
 * processor has none. Immutable, so it may be shared between threads.
 */
public final class DocComments {
    private final Properties kept;
    private final @Nullable Class<?> above;

    private DocComments(Properties kept, @Nullable Class<?> above) {
        this.kept = kept;
        this.above = above;
    }

    /**
     * The comments of a class. They are read anew each time.
     *
     * @param type a class, interface or enum
     * @return its comments
     * @throws UncheckedIOException if they are there and cannot be read
     */
    public static DocComments of(Class<?> type) {
        Objects.requireNonNull(type, "type");
        return new DocComments(load(type, KeptDocs.resourceOfType(type.getName())), type.getSuperclass());
    }

    /**
     * The comment of a package, which is that of its package-info.
     *
     * @param oneOfThePackage a class of the package
     * @return comments without members
     * @throws UncheckedIOException if they are there and cannot be read
     */
    public static DocComments ofPackage(Class<?> oneOfThePackage) {
        return new DocComments(
                load(oneOfThePackage, KeptDocs.resourceOfPackage(oneOfThePackage.getPackageName())), null);
    }

    private static Properties load(Class<?> type, String resource) {
        Properties properties = new Properties();
        try (InputStream in = type.getResourceAsStream("/" + resource)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) { // the latter of a broken escape
            throw new UncheckedIOException(
                    "cannot read " + resource + ", the doc comments of " + type.getName(),
                    e instanceof IOException io ? io : new IOException(e));
        }
        return properties;
    }

    /** {@return whether nothing was kept: nothing is documented, or it was compiled without {@link DocCommentProcessor}} */
    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** {@return the comment of the class or package itself} */
    public Optional<DocComment> type() {
        return comment(KeptDocs.TYPE);
    }

    /**
     * The comment of a member.
     *
     * @param name the name of a field, an enum constant, an annotated method, or a property that such a method gets or sets
     * @return its comment, or that of the no-argument method of the same name, or the like of a class above; nothing if there is none
     */
    public Optional<DocComment> member(String name) {
        Optional<DocComment> own = comment(KeptDocs.member(name));
        return own.isPresent() || above == null || above == Object.class
                ? own
                : of(above).member(name);
    }

    private Optional<DocComment> comment(String key) {
        return Optional.ofNullable(kept.getProperty(key)).flatMap(DocText::parse);
    }
}
