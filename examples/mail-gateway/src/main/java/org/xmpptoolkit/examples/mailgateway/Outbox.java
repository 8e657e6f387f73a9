package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * What is under way, and what was: on disk, for this user only, and locked as long as a gateway has it.
 *
 * @param toMail messages that wait to be mail
 * @param toXmpp messages that wait to be sent
 * @param mailed messages that were mail at least once, without their content, by the key in the Message-ID
 * @param fetched mails that became messages, as {@link Origin}, by the id of the message
 * @param lock the lock
 */
record Outbox(StanzaFolder toMail, StanzaFolder toXmpp, StanzaFolder mailed, StanzaFolder fetched, FileLock lock)
        implements AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_REMEMBERED = 10_000;

    static Outbox open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new IOException("the outbox cannot be made: " + e + "; check --outbox and whose folder it is", e);
        }
        FileLock lock = lock(folder.resolve("lock"));
        try {
            return new Outbox(
                    open(folder, "to-mail", MOST_WAITING, StanzaFolder.WhenFull.REFUSE),
                    open(folder, "to-xmpp", MOST_WAITING, StanzaFolder.WhenFull.REFUSE),
                    open(folder, "mailed", MOST_REMEMBERED, StanzaFolder.WhenFull.FORGET_OLDEST),
                    open(folder, "fetched", MOST_REMEMBERED, StanzaFolder.WhenFull.FORGET_OLDEST),
                    lock);
        } catch (IOException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    private static StanzaFolder open(Path folder, String name, int most, StanzaFolder.WhenFull whenFull)
            throws IOException {
        return StanzaFolder.open(folder.resolve(name), most, whenFull);
    }

    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("the outbox " + file.getParent() + " is in use by another gateway: stop that, or give"
                    + " another --outbox");
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
