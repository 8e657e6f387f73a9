package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StartTls;

/** What becomes of a stream when code fails that the application gave. */
class ApplicationFaultsTest extends InMemoryDriver {
    @Test
    void aListenerThatThrowsEndsTheStreamWithAnError() {
        IllegalArgumentException fault = new IllegalArgumentException("bug");
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                throw fault;
            }
        });
        established();
        channel.receive(MESSAGE);
        assertEquals(List.of(fault), notices.failures);
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void aListenerThatFailsToHearOfItsFaultChangesNothing() {
        IllegalArgumentException fault = new IllegalArgumentException("bug");
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.ElementReceived) {
                throw fault;
            }
        });
        XmppListener broken = new XmppListener() {
            @Override
            public void notice(XmppConnection connection, StreamEvent.Notice notice) {
                notices.notice(connection, notice);
            }

            @Override
            public void failed(XmppConnection connection, Throwable failure) {
                throw new NoClassDefFoundError("bug again");
            }
        };
        channel.drive(
                XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)),
                new DriverSetup(
                        broken,
                        DEADLINES,
                        TlsHandlers.server(domain -> Optional.empty()),
                        PeerCheck.ofClients(Optional.empty()),
                        new Computations(work::add),
                        OUTPUT,
                        Optional.empty()));
        channel.receive(TestChannel.HEADER);
        channel.receive(MESSAGE + MESSAGE);
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
        assertTrue(channel.sent().endsWith(CLOSE));
        assertInstanceOf(NoClassDefFoundError.class, fault.getSuppressed()[0]);
    }

    @Test
    void aFunctionWithAnErrorEndsTheStreamWithAnError() {
        receiving(
                StreamConfig.builder()
                        .tlsPolicy(TlsPolicy.NONE)
                        .hosts(offered -> {
                            throw new NoClassDefFoundError("bug");
                        })
                        .build(),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER);
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void certificatesThatFailWithAnErrorEndTheConnection() {
        receiving(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()), TlsHandlers.server(domain -> {
            throw new NoClassDefFoundError("bug");
        }));
        channel.receive(TestChannel.HEADER);
        channel.receive(STARTTLS);
        assertEquals(Kind.CERTIFICATE_MISSING, lostBy());
    }

    @Test
    void aFunctionThatThrowsEndsTheStreamWithAnError() {
        receiving(
                StreamConfig.builder()
                        .tlsPolicy(TlsPolicy.NONE)
                        .hosts(offered -> {
                            throw new IllegalArgumentException("bug");
                        })
                        .build(),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER);
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }

    @Test
    void computationsAreDoneElsewhere() {
        receiving(
                Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> "done")),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER + ComputingFeature.START);
        assertFalse(channel.config().isAutoRead());
        assertEquals(List.of(), notices.all(StreamEvent.Asked.class));
        work.remove().run();
        channel.runPendingTasks();
        assertTrue(channel.config().isAutoRead());
        assertTrue(channel.sent().contains("<answer xmlns='urn:test'>done</answer>"));
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
    }

    @Test
    void aComputationThatThrowsEndsTheStreamWithAnError() {
        receiving(
                Streams.receiving(TlsPolicy.NONE, new ComputingFeature(() -> {
                    throw new IllegalArgumentException("bug");
                })),
                TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER + ComputingFeature.START);
        work.remove().run();
        channel.runPendingTasks();
        assertEquals(1, notices.failures.size());
        assertEquals(StreamErrorCondition.INTERNAL_SERVER_ERROR, errorSent());
    }
}
