/**
 * Load for a server: many clients log in, send messages to one another at a steady rate, and count what arrives, and after how long.
 * {@link org.xmpptoolkit.testkit.load.LoadRun} does it by a {@link org.xmpptoolkit.testkit.load.LoadConfig}, and gives a {@link
 * org.xmpptoolkit.testkit.load.LoadResult}. The rate does not wait for the server, and a latency counts from the time at which its
 * message was to be sent, so that a server that falls behind is seen to do so. Left out: rooms, presence of others, anything but
 * messages of one client to another.
 */
@NullMarked
package org.xmpptoolkit.testkit.load;

import org.jspecify.annotations.NullMarked;
