package org.xmpptoolkit.examples.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

/** The page as its users see it. */
class WebClientTest {
    private static final String ROMEO = "#contacts button[data-address=\"romeo@localhost\"]";
    private static final String JULIET = "#contacts button[data-address=\"juliet@localhost\"]";

    private static EmbeddedEndpoint endpoint() throws Exception {
        return EmbeddedEndpoint.builder()
                .account("juliet", "secret".toCharArray())
                .account("romeo", "wherefore".toCharArray())
                .webSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build()
                .start();
    }

    private static void logIn(Tab tab, String address, String password) throws Exception {
        tab.type("#address", address);
        tab.type("#password", password);
        tab.press("Enter");
    }

    @Test
    void twoTabsSeeEachOtherAndChat(@TempDir Path profile) throws Exception {
        Optional<Path> program = Chromium.installed();
        assumeTrue(program.isPresent(), "there is no Chromium on the PATH");
        try (EmbeddedEndpoint endpoint = endpoint();
                PageServer server = PageServer.start(0, webSocket(endpoint));
                Chromium browser = Chromium.start(program.get(), profile)) {
            String webSocket = webSocket(endpoint).toString();
            Tab juliet = browser.open(server.uri());
            Tab romeo = browser.open(server.uri());
            aServerThatDoesNotProveItselfIsNotTrusted(juliet);
            // In a tab of its own: where the parser shows what is wrong, the browser complains of its own style.
            anElementThatIsNamedLikeAFaultOfTheParserIsNone(browser.open(server.uri()));
            whatXmlForbidsIsNotSent(juliet);
            whatComesAfterTheEndIsNotHeard(juliet);
            aWrongPasswordIsToldInOneLine(juliet);
            logIn(juliet, "juliet@localhost", "secret");
            logIn(romeo, "romeo@localhost", "wherefore");
            juliet.sees("#me", "juliet@localhost");
            romeo.sees("#me", "romeo@localhost");
            presenceIsSeenOnceItIsAccepted(juliet, romeo);
            messagesGoBothWays(juliet, romeo);
            whatLooksLikeMarkupIsText(juliet, romeo);
            juliet.pictures("chat");
            romeo.click("#leave");
            juliet.sees(ROMEO, "away");
            romeo.until("document.querySelector('#address').checkVisibility()");
            endpoint.close();
            juliet.sees("#trouble", "You were logged out");
            for (Tab tab : List.of(juliet, romeo)) {
                assertEquals(List.of(), tab.troubles());
                assertTrue(tab.requests().size() > 5, "requests were seen");
                for (String request : tab.requests()) {
                    assertTrue(request.startsWith(server.uri().toString()) || request.equals(webSocket), request);
                }
            }
        }
    }

    private static void aServerThatDoesNotProveItselfIsNotTrusted(Tab tab) throws Exception {
        String exchange = "const { Scram } = await import('./scram.js');"
                + " const scram = new Scram('SCRAM-SHA-256', 'juliet', 'secret');"
                + " const nonce = atob(scram.first()).split('r=')[1];"
                + " try { await scram.final(btoa(`r=${nonce}more,s=${btoa('salt')},i=%s`)); scram.verify(btoa('v=AAAA')); }"
                + " catch (error) { return error.message; } return 'trusted';";
        assertEquals(
                "the server did not prove that it knows the password: do not trust it",
                tab.run(String.format(exchange, "4096")));
        assertEquals(
                "the server asks for 1 iterations, which is too few or too many",
                tab.run(String.format(exchange, "1")));
    }

    private static void anElementThatIsNamedLikeAFaultOfTheParserIsNone(Tab tab) throws Exception {
        String parse = "const { parse } = await import('./xml.js');"
                + " try { return parse(%s).localName; } catch (error) { return error.message; }";
        String fault = "<parsererror xmlns='http://www.w3.org/1999/xhtml'/>";
        assertEquals("message", tab.run(String.format(parse, '"' + "<message>" + fault + "</message>" + '"')));
        assertEquals("parsererror", tab.run(String.format(parse, "'<parsererror/>'")));
        for (String text : new String[] {"<message>", "<message/>x", "<a><parsererror></a>", ""}) {
            assertEquals("the server sent no well-formed XML", tab.run(String.format(parse, "'" + text + "'")), text);
        }
    }

    private static void whatXmlForbidsIsNotSent(Tab tab) throws Exception {
        assertEquals(
                "<body xmlns=\"urn:x\">a\uFFFDb\uFFFD\t\uD83C\uDF39</body>",
                tab.run("const { serialize, xml } = await import('./xml.js');"
                        + " return serialize(xml('urn:x', 'body', {}, 'a\\u0008b\\uFFFF\\t\\u{1F339}'));"));
    }

    /** Of a stream that was closed, with a socket that the test has in its hands. */
    private static void whatComesAfterTheEndIsNotHeard(Tab tab) throws Exception {
        assertEquals(
                "presence,message",
                tab.run("const { Session, Stream } = await import('./xmpp.js');"
                        + " const socket = { send() {}, close() {} }, heard = [];"
                        + " const session = new Session(new Stream(socket), 'juliet@localhost/x');"
                        + " session.onstanza = (stanza) => heard.push(stanza.localName);"
                        + " session.start();"
                        + " const come = (name) => socket.onmessage({ data: `<${name} xmlns=\"jabber:client\"/>` });"
                        + " come('presence'); come('message'); session.close(); come('message');"
                        + " return heard.join();"));
    }

    private static void aWrongPasswordIsToldInOneLine(Tab tab) throws Exception {
        tab.pictures("login");
        logIn(tab, "juliet@localhost", "guess");
        tab.sees("#trouble", "The address or the password is wrong.");
        assertEquals("The address or the password is wrong.", tab.text("#trouble"));
        tab.pictures("wrong-password");
    }

    private static void presenceIsSeenOnceItIsAccepted(Tab juliet, Tab romeo) throws Exception {
        juliet.type("#contact", "romeo@localhost");
        juliet.press("Enter");
        juliet.sees(ROMEO, "not confirmed");
        romeo.sees(".request", "juliet@localhost wants to see when you are available.");
        romeo.pictures("request");
        romeo.click(".request button");
        juliet.sees(".request", "romeo@localhost wants to see when you are available.");
        juliet.click(".request button");
        juliet.sees(ROMEO, "available");
        romeo.sees(JULIET, "available");
        juliet.pictures("contacts");
    }

    private static void messagesGoBothWays(Tab juliet, Tab romeo) throws Exception {
        juliet.click(ROMEO);
        juliet.type("#text", "Art thou not Romeo, and a Montague? \uD83C\uDF39");
        juliet.press("Enter");
        juliet.sees("#messages li.mine", "Art thou not Romeo");
        romeo.sees(JULIET + " .unread", "1");
        romeo.click(JULIET);
        romeo.sees("#messages li.theirs", "Art thou not Romeo, and a Montague? \uD83C\uDF39");
        romeo.type("#text", "Neither, fair saint, if either thee dislike.");
        romeo.press("Enter");
        juliet.sees("#messages li.theirs", "Neither, fair saint");
    }

    private static void whatLooksLikeMarkupIsText(Tab juliet, Tab romeo) throws Exception {
        String markup = "<img src=x onerror=\"document.title='taken'\"> & ]]> </body>";
        romeo.type("#text", markup);
        romeo.press("Enter");
        juliet.sees("#messages li.theirs", markup);
        assertEquals("0", juliet.run("return document.querySelectorAll('#messages img').length;"));
    }

    private static URI webSocket(EmbeddedEndpoint endpoint) {
        return URI.create("ws://127.0.0.1:" + endpoint.webSocketPort() + "/xmpp-websocket");
    }
}
