package org.xmpptoolkit.stream.management;

import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The server's question where a client wants to go on with an earlier stream (XEP-0198 section 5).
 *
 * <p>If the earlier stream is still open, {@link StreamManagement#detach} takes the state out of it.
 *
 * @param previd the id of the session; compare it whole, and only with those of the account
 * @param h how many stanzas the client handled, modulo 2^32
 * @param account the bare address that was authenticated on the new stream
 */
public record ResumeRequested(String previd, long h, Jid account) implements Prompt<ResumeAnswer> {
    /** Leaves out the id, with which the session could be taken over. */
    @Override
    public String toString() {
        return "ResumeRequested[h=" + h + ", account=" + account + "]";
    }
}
