package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/**
 * Elements on disk, one a file, in the order in which they came. What is put is there after a crash of the process or the machine: it
 * is written to a file of another name and synced, then renamed. Thread-safe; one process a folder.
 */
final class StanzaFolder {
    /** What becomes of an element that there is no room for. */
    enum WhenFull {
        REFUSE,
        FORGET_OLDEST
    }

    private static final Pattern NAME = Pattern.compile("([0-9]{16})-([A-Za-z0-9-]{1,64})\\.xml");
    private static final StreamLimits LIMITS =
            StreamLimits.builder().elementOctets(4_194_304).build();

    private final Path folder;
    private final int most;
    private final WhenFull whenFull;
    /** The files by their keys, the oldest first. */
    private final Map<String, Path> files = new LinkedHashMap<>();

    private long last;

    private StanzaFolder(Path folder, int most, WhenFull whenFull) {
        this.folder = folder;
        this.most = most;
        this.whenFull = whenFull;
    }

    static StanzaFolder open(Path path, int most, WhenFull whenFull) throws IOException {
        Path absolute = path.toAbsolutePath();
        Files.createDirectories(absolute);
        for (@Nullable Path parent = absolute.getParent(); parent != null; parent = parent.getParent()) {
            sync(parent); // the folder itself may be new, and those that it is in
        }
        StanzaFolder folder = new StanzaFolder(path, most, whenFull);
        try (Stream<Path> present = Files.list(path)) {
            for (Path file : present.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    folder.files.put(name.group(2), file);
                    folder.last = Long.parseLong(name.group(1));
                } else if (file.toString().endsWith(".tmp")) {
                    Files.delete(file); // not renamed, so nobody relied on it
                }
            }
        }
        return folder;
    }

    /**
     * Puts an element, in the place of one with the same key.
     *
     * @param key ASCII letters, digits and hyphens
     * @return whether there was room
     */
    synchronized boolean put(String key, XmlElement element) throws IOException {
        if (whenFull == WhenFull.REFUSE && isFull() && !contains(key)) {
            return false;
        }
        while (isFull() && !contains(key)) {
            remove(files.keySet().iterator().next());
        }
        putAnyway(key, element);
        return true;
    }

    /** Puts an element even if there is no room: one that nobody would offer again, and of whose kind there cannot be many. */
    synchronized void putAnyway(String key, XmlElement element) throws IOException {
        @Nullable Path file = files.get(key);
        if (file == null) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            last = Math.max(last + 1, micros); // in order, whatever the clock does
            file = folder.resolve(String.format(Locale.ROOT, "%016d-%s.xml", last, key));
            if (!NAME.matcher(file.getFileName().toString()).matches()) {
                throw new IllegalArgumentException("'" + key + "' is no key");
            }
        }
        Path draft = folder.resolve(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer octets = ByteBuffer.wrap(ElementWriter.toBytes(element, NamespaceScope.EMPTY));
            while (octets.hasRemaining()) {
                out.write(octets);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        files.put(key, file);
    }

    /** Has the names in a folder survive too. Where a folder cannot be opened, as on Windows, the system does so itself. */
    private static void sync(Path folder) throws IOException {
        FileChannel names;
        try {
            names = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (names) {
            names.force(true);
        }
    }

    synchronized int size() {
        return files.size();
    }

    synchronized boolean isFull() {
        return files.size() >= most;
    }

    synchronized boolean contains(String key) {
        return files.containsKey(key);
    }

    /** The keys, the oldest first. */
    synchronized List<String> keys() {
        return List.copyOf(files.keySet());
    }

    /** When an element was put first; now, if it is not there. */
    synchronized Instant since(String key) {
        @Nullable Path file = files.get(key);
        return file == null
                ? Instant.now()
                : Instant.EPOCH.plus(
                        Long.parseLong(file.getFileName().toString().substring(0, 16)), ChronoUnit.MICROS);
    }

    /**
     * The element.
     *
     * @return nothing if there is none, or none that can be read any more: that file is set aside
     */
    synchronized Optional<XmlElement> get(String key) throws IOException {
        @Nullable Path file = files.get(key);
        if (file == null) {
            return Optional.empty();
        }
        StreamReader.Event event = StreamReader.readDocument(Files.readAllBytes(file), LIMITS);
        if (event instanceof StreamReader.ElementComplete complete) {
            return Optional.of(complete.element());
        }
        setAside(key);
        return Optional.empty();
    }

    synchronized void remove(String key) {
        @Nullable Path file = files.remove(key);
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes away what cannot go on; its file stays, with {@code .bad} at the end of its name. */
    synchronized void setAside(String key) throws IOException {
        @Nullable Path file = files.remove(key);
        if (file != null) {
            Files.move(file, folder.resolve(file.getFileName() + ".bad"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
