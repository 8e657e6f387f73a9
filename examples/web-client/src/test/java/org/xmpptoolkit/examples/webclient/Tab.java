package org.xmpptoolkit.examples.webclient;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A tab of the browser: what a user does there and sees. Elements are named by selectors of CSS. */
final class Tab {
    private final DevTools tools;
    private final String session;

    private Tab(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    static Tab open(DevTools tools, URI page) throws Exception {
        String target = DevTools.field(tools.command("", "Target.createTarget", "\"url\":\"about:blank\""), "targetId");
        String session = DevTools.field(
                tools.command("", "Target.attachToTarget", "\"flatten\":true,\"targetId\":\"" + target + "\""),
                "sessionId");
        Tab tab = new Tab(tools, session);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.command(domain + ".enable", "");
        }
        tab.command("Emulation.setFocusEmulationEnabled", "\"enabled\":true");
        tab.command("Page.navigate", "\"url\":" + DevTools.quote(page.toString()));
        // focused by the browser, which complains if somebody else was before it
        tab.until("document.readyState === 'complete' && document.querySelector('#server').textContent.includes('ws')"
                + " && document.activeElement === document.querySelector('[autofocus]')");
        return tab;
    }

    private String command(String method, String parameters) throws Exception {
        return tools.command(session, method, parameters);
    }

    /** Runs the body of an asynchronous function in the page; gives what it returns, as text. */
    String run(String body) throws Exception {
        // Base 64 spares a reader of JSON.
        String script = "(async () => {" + body + "})().then((value) =>"
                + " btoa(String.fromCharCode(...new TextEncoder().encode(String(value)))))";
        String answer = command(
                "Runtime.evaluate",
                "\"awaitPromise\":true,\"returnByValue\":true,\"expression\":" + DevTools.quote(script));
        return new String(Base64.getDecoder().decode(DevTools.field(answer, "value")), StandardCharsets.UTF_8);
    }

    /** Waits for an expression to be true; it is looked at whenever something changes in the page. */
    void until(String expression) throws Exception {
        run("await new Promise((done) => {"
                + " const heard = new AbortController();"
                + " const look = () => { if (" + expression + ") { observer.disconnect(); heard.abort(); done(); } };"
                + " const observer = new MutationObserver(look);"
                + " observer.observe(document,"
                + " { subtree: true, childList: true, attributes: true, characterData: true });"
                + " for (const event of ['readystatechange', 'focusin'])"
                + " document.addEventListener(event, look, { signal: heard.signal });"
                + " look(); });");
    }

    /** Waits for a text to be seen in an element. */
    void sees(String selector, String text) throws Exception {
        until("[...document.querySelectorAll('" + selector + "')]"
                + ".some((one) => one.checkVisibility() && one.innerText.includes(" + DevTools.quote(text) + "))");
    }

    String text(String selector) throws Exception {
        return run("return document.querySelector('" + selector + "').innerText;");
    }

    void click(String selector) throws Exception {
        until("document.querySelector('" + selector + "')?.checkVisibility()");
        run("document.querySelector('" + selector + "').click();");
    }

    /** Types into a field, in place of what is there. */
    void type(String selector, String text) throws Exception {
        until("document.querySelector('" + selector + "')?.checkVisibility()");
        run("const field = document.querySelector('" + selector + "'); field.focus(); field.select();");
        command("Input.insertText", "\"text\":" + DevTools.quote(text));
    }

    void press(String key) throws Exception {
        String common = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":"
                + (key.equals("Enter") ? "13,\"text\":\"\\r\"" : "9");
        command("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + common);
        command("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + common);
    }

    /** What went wrong in the page: errors and warnings of the console, uncaught exceptions, what the browser refused. */
    List<String> troubles() {
        return tools.events(session).stream()
                .filter(event -> event.contains("\"Runtime.exceptionThrown\"")
                        || event.contains("\"Runtime.consoleAPICalled\"")
                                && (event.contains("\"type\":\"error\"") || event.contains("\"type\":\"warning\""))
                        || event.contains("\"Log.entryAdded\""))
                .toList();
    }

    /** The addresses that the page asked for, WebSockets too. */
    List<String> requests() {
        return tools.events(session).stream()
                .filter(event -> event.contains("\"Network.requestWillBeSent\"")
                        || event.contains("\"Network.webSocketCreated\""))
                .map(event -> DevTools.field(event, "url"))
                .toList();
    }

    /** Takes a picture of the page at a width, in a colour scheme. */
    void picture(Path file, int width, String scheme) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                "\"width\":" + width + ",\"height\":720,\"deviceScaleFactor\":1,\"mobile\":false");
        command(
                "Emulation.setEmulatedMedia",
                "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]");
        String answer = command("Page.captureScreenshot", "\"format\":\"png\"");
        Files.write(file, Base64.getDecoder().decode(DevTools.field(answer, "data")));
        command("Emulation.clearDeviceMetricsOverride", "");
    }

    /** The same at all widths and in both schemes, if a folder is given for it. */
    void pictures(String name) throws Exception {
        String folder = System.getProperty("xmpptoolkit.shots");
        if (folder != null) {
            for (int width : new int[] {1280, 400}) {
                for (String scheme : List.of("light", "dark")) {
                    picture(Path.of(folder, name + "-" + width + "-" + scheme + ".png"), width, scheme);
                }
            }
        }
    }
}
