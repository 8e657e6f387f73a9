/** Cases about servers, over WebSocket. */
@NullMarked
package org.xmpptoolkit.testkit.cases.websocket;

import org.jspecify.annotations.NullMarked;
