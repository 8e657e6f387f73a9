package org.xmpptoolkit.testkit.check;

/** What is heard next over a WebSocket. */
public sealed interface WebSocketHeard {
    /** {@return it in few words, for people} */
    String words();

    /**
     * A message of the text type.
     *
     * @param message the text
     */
    record Text(String message) implements WebSocketHeard {
        @Override
        public String words() {
            return message.length() < 100 ? message : message.substring(0, 100) + "...";
        }
    }

    /** A message of the binary type, or a part of one. */
    record Binary() implements WebSocketHeard {
        @Override
        public String words() {
            return "a binary message";
        }
    }

    /**
     * The server begins to close the WebSocket, or answers that the checker does.
     *
     * @param code the status code
     */
    record Closing(int code) implements WebSocketHeard {
        @Override
        public String words() {
            return "the WebSocket is closed, code " + code;
        }
    }

    /** The connection is gone without a closing handshake. */
    record Gone() implements WebSocketHeard {
        @Override
        public String words() {
            return "the connection is gone";
        }
    }

    /** Nothing came in time. */
    record Nothing() implements WebSocketHeard {
        @Override
        public String words() {
            return "nothing in time";
        }
    }

    /** More came than the checker takes. */
    record Flooded() implements WebSocketHeard {
        @Override
        public String words() {
            return "more than the checker takes";
        }
    }
}
