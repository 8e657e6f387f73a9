package org.xmpptoolkit.stream.management;

import java.util.Optional;
import org.xmpptoolkit.stream.Prompt;

/**
 * The question in front of an acknowledgement, where {@link SmConfig.Builder#storeBeforeAck} asks for it: what the acknowledgement says
 * is handled has to be stored first, wherever it outlives this process (XEP-0198 section 4). All of these stanzas were told before.
 * The stream goes on meanwhile. One such question is open at a time: what the peer asks for in between is asked behind the answer.
 *
 * <p>It is also asked once behind the start of a session that can be resumed, when nothing is handled yet, so that a stream of another
 * process can go on with the session from its first stanza on.
 *
 * @param handled how many stanzas from the peer were told, modulo 2^32: the count of the acknowledgement
 * @param state the session as it is now, for {@link SmState#toBytes}; none if resumption was not agreed. Who stores what is sent
 *     elsewhere puts it in when the session goes on: {@link SmState#withProgress}
 */
public record StoreRequested(long handled, Optional<SmState> state) implements Prompt<StoreAnswer> {}
