/**
 * Other libraries for XMPP, held against the contracts of the test kit: one adapter for each library and contract, and the page that is
 * made of what is found.
 */
@NullMarked
package org.xmpptoolkit.peers;

import org.jspecify.annotations.NullMarked;
