package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that appear whole or not at all, in UTF-8. */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file that only its owner can read, where the file system knows owners; for secrets. */
    static void forOwner(Path file, CharSequence text) throws IOException {
        write(file, text, "rw-------");
    }

    /** Writes a file that everybody can read. */
    static void forAll(Path file, CharSequence text) throws IOException {
        write(file, text, "rw-r--r--");
    }

    private static void write(Path file, CharSequence text, String permissions) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), name(file), ".new"); // its owner's alone from the start
        try {
            Files.writeString(fresh, text);
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The last part of a path.
     *
     * @throws IOException if it is the root of a file system, which cannot be written as a file
     */
    static String name(Path file) throws IOException {
        Path name = file.getFileName();
        if (name == null) {
            throw new IOException("it is a folder");
        }
        return name.toString();
    }

    /** Why a file cannot be written, without its path. */
    static String cause(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "its folder is not there";
        } else if (failure instanceof AccessDeniedException) {
            return "access is denied";
        } else if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
