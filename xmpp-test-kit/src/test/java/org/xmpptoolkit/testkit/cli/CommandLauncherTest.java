package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.ClientTarget;

@EnabledOnOs(OS.LINUX)
class CommandLauncherTest {
    private static final ClientTarget.Where WHERE = new ClientTarget.Where(
            "127.0.0.1",
            5222,
            Jid.parse("romeo@localhost"),
            new Account("romeo", "wherefore".toCharArray()),
            Jid.ofDomain("localhost"),
            Authority.make());

    private static ClientTarget.Launched launch(String command) throws Exception {
        return new CommandLauncher(command).launch(WHERE);
    }

    /** What a command printed that ends by itself. */
    private static String printed(String command) throws Exception {
        ClientTarget.Launched client = launch(command);
        ((StartedCommand) client).process().waitFor();
        client.close();
        return client.printed();
    }

    @Test
    void tellsTheClientWhereAndWho() throws Exception {
        assertEquals(
                "127.0.0.1 5222 romeo@localhost localhost\n",
                printed("echo $HOST $PORT $JID $DOMAIN; test -s $CA_FILE"));
    }

    @Test
    void keepsThePasswordFromWhatIsPrinted() throws Exception {
        assertEquals("password ...\n", printed("echo password $PASSWORD"));
    }

    @Test
    void keepsTheEndOfWhatIsPrinted() throws Exception {
        String printed = printed("head -c 1000000 /dev/zero | tr '\\0' x; echo end");
        assertTrue(printed.length() < 3_000, () -> printed.length() + " chars");
        assertTrue(printed.endsWith("xend\n"));
    }

    @Test
    void tellsThatTheClientEnded() throws Exception {
        try (ClientTarget.Launched client = launch("exit 7")) {
            ((StartedCommand) client).process().waitFor();
            assertEquals(Optional.of("the client ended with exit code 7 before it connected"), client.ended());
        }
    }

    @Test
    void endsAlsoWhatHasNoParentAnyMore() throws Exception {
        ClientTarget.Launched client = launch("(setsid sleep 1000 >/dev/null 2>&1 & echo $!)");
        ((StartedCommand) client).process().waitFor();
        client.close();
        Optional<ProcessHandle> left =
                ProcessHandle.of(Long.parseLong(client.printed().strip()));
        if (left.isPresent()) {
            left.get().onExit().get(20, TimeUnit.SECONDS);
        }
        assertFalse(left.filter(ProcessHandle::isAlive).isPresent());
    }

    @Test
    void startsNoneWhileItEnds() throws Exception {
        CommandLauncher launcher = new CommandLauncher("sleep 1000");
        ClientTarget.Launched client = launcher.launch(WHERE);
        launcher.endAll();
        ((StartedCommand) client).process().onExit().get(20, TimeUnit.SECONDS);
        assertThrows(IOException.class, () -> launcher.launch(WHERE));
    }
}
