package org.xmpptoolkit.examples.webclient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Chrome DevTools Protocol: commands with their answers, and events, as the JSON that they are. What is read of them are single
 * fields that have no escapes.
 */
final class DevTools implements WebSocket.Listener {
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
    private static final long PATIENCE_SECONDS = 60;

    private final StringBuilder part = new StringBuilder();
    private final Map<Integer, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private int commands;

    static DevTools connect(URI address) throws Exception {
        DevTools tools = new DevTools();
        tools.socket.complete(HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return tools;
    }

    /**
     * Gives a command, and waits for its answer.
     *
     * @param session the session with a tab; empty for the browser
     * @param method the command
     * @param parameters the members of a JSON object, without braces
     * @return the answer
     */
    String command(String session, String method, String parameters) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        synchronized (this) {
            int id = ++commands;
            asked.put(id, answer);
            String to = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
            socket.join()
                    .sendText(
                            "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}" + to
                                    + "}",
                            true)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        String text = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text.contains("\"error\":{") || text.contains("\"exceptionDetails\":{")) {
            throw new AssertionError(method + " " + parameters + " failed: " + text);
        }
        return text;
    }

    /** The events of a session so far. */
    List<String> events(String session) {
        return events.stream()
                .filter(event -> event.contains("\"sessionId\":\"" + session + "\""))
                .toList();
    }

    /** The text of a field. */
    static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!field.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return field.group(1);
    }

    /** A text as a JSON string. */
    static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> json.append(
                        c < ' ' || c == '"' || c == '\\' || c > '~' ? String.format("\\u%04x", c) : (char) c + ""));
        return json.append('"').toString();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            String text = part.toString();
            part.setLength(0);
            Matcher id = ID.matcher(text);
            if (id.find()) {
                CompletableFuture<String> answer = asked.remove(Integer.parseInt(id.group(1)));
                if (answer != null) {
                    answer.complete(text);
                }
            } else {
                events.add(text);
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        asked.values().forEach(answer -> answer.complete("the browser has ended"));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        asked.values().forEach(answer -> answer.completeExceptionally(failure));
    }
}
