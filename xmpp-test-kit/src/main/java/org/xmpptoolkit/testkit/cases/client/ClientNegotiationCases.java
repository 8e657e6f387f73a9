package org.xmpptoolkit.testkit.cases.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a client negotiates features, TLS first, and restarts streams (RFC 6120 sections 4.3 and 5, RFC 7590). */
final class ClientNegotiationCases {
    /** How long nothing has to come; nobody can tell it apart from slowness for good. */
    static final Duration PAUSE = Duration.ofMillis(150);

    private static final String AUTH =
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHdoZXJlZm9yZQ==</auth>";
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");

    private ClientNegotiationCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                mandatoryAmongUnknown(),
                offered(
                        "R-125",
                        "STARTTLS that may be used is supported",
                        "<starttls xmlns='" + Namespaces.TLS + "'/>" + ReceivingEntity.mechanisms(MECHANISMS),
                        () -> Tamper.silent(frame -> frame.startsWith("<starttls"))),
                offered(
                        "R-127",
                        "STARTTLS alone is mandatory, with or without required",
                        "<starttls xmlns='" + Namespaces.TLS + "'/>",
                        () -> Tamper.silent(frame -> frame.startsWith("<starttls"))),
                tlsFirst(),
                nothingBehindStartTls(
                        "R-131",
                        "STARTTLS is complete before SASL begins",
                        () -> Tamper.behind(frame -> frame.startsWith("<starttls"), AUTH),
                        text -> text.contains("<auth")),
                nothingBehindStartTls(
                        "R-130",
                        "no white space behind starttls",
                        () -> Tamper.behind(frame -> frame.startsWith("<starttls"), " "),
                        text -> !text.equals(text.stripTrailing())),
                proceedSpellings(),
                injected(),
                forgotten(),
                unasked(),
                restart("R-129", "a new header behind TLS", 1, silentHeader(2)),
                restart("R-152", "no closing tag in front of the header behind TLS", 1, closingTag(1)),
                restart("R-018", "a new header behind SASL", 2, silentHeader(3)),
                restart("R-157", "the stream is restarted behind SASL", 2, unrestarted()),
                restart("R-189", "no closing tag in front of the header behind success", 2, closingTag(2)),
                restart("R-016", "no closing tag at a restart", 2, closingTag(2)),
                restart("R-017", "the TCP connection is used on at a restart", 2, ended()));
    }

    private static boolean isStartTls(Heard heard) {
        return heard instanceof Heard.Element element && element.element().is(Namespaces.TLS, "starttls");
    }

    private static boolean isAuth(Heard heard) {
        return heard instanceof Heard.Element element && element.element().is(Namespaces.SASL, "auth");
    }

    private static Arbitrary<String> unknownFeatures() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(name -> "<" + name + " xmlns='urn:example:feature:" + name + "'><optional/></" + name + ">")
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("", list));
    }

    private static CheckCase<ClientStage> mandatoryAmongUnknown() {
        return CheckCase.<ClientStage>of(
                        "R-012", "the mandatory feature is negotiated, whatever unknown ones are around it")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<auth")))
                .forAll(unknownFeatures(), (stage, unknown) -> {
                    ReceivingEntity us = stage.accept();
                    us.secure();
                    us.open(unknown, ReceivingEntity.mechanisms(MECHANISMS), unknown.replace("example", "another"));
                    Heard next = us.hear();
                    return Judgement.of(isAuth(next), "there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> offered(String id, String title, String features, Supplier<Tamper> mutant) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.accept();
            us.open(features);
            Heard next = us.hear();
            if (!isStartTls(next)) {
                return Judgement.failed("<starttls/> was due, but there was " + next.words());
            }
            Optional<String> failure =
                    us.tryTls(stage.authority().server(stage.domain()), "<proceed xmlns='" + Namespaces.TLS + "'/>");
            if (failure.isPresent()) {
                return Judgement.skipped("TLS failed: " + failure.get()); // many things can be the reason
            }
            Heard behind = us.hear();
            return Judgement.of(behind instanceof Heard.Header, "behind TLS there was " + behind.words());
        });
    }

    private static CheckCase<ClientStage> tlsFirst() {
        return CheckCase.<ClientStage>of("R-126", "TLS comes before SASL, where both are offered")
                .mutant(authInClear())
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.open(ReceivingEntity.mechanisms(MECHANISMS), "<starttls xmlns='" + Namespaces.TLS + "'/>");
                    Heard next = us.hear();
                    return Judgement.of(isStartTls(next), "there was " + next.words());
                });
    }

    private static Supplier<Tamper> authInClear() {
        return () -> Tamper.saying(frame -> frame.startsWith("<starttls") ? AUTH : frame);
    }

    /** Whether what came behind {@code <starttls/>} is wrong. */
    @FunctionalInterface
    private interface Wrong {
        boolean is(String text);
    }

    private static CheckCase<ClientStage> nothingBehindStartTls(
            String id, String title, Supplier<Tamper> mutant, Wrong wrong) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.accept();
            us.open(ReceivingEntity.startTlsFeature());
            us.expect(Namespaces.TLS, "starttls");
            us.hear(PAUSE);
            String behind = us.raw().substring(us.raw().indexOf("<starttls"));
            return Judgement.of(!wrong.is(behind), "in clear there was " + behind);
        });
    }

    private static CheckCase<ClientStage> proceedSpellings() {
        String namespace = "xmlns='" + Namespaces.TLS + "'";
        String plain = "<proceed " + namespace + "/>";
        return CheckCase.<ClientStage>of("R-140", "TLS begins right behind proceed, however that is written")
                .mutant(() -> Tamper.endingOn(frame -> frame.startsWith("<proceed") && !frame.equals(plain)))
                .forAll(
                        Arbitraries.of(
                                "<proceed " + namespace + "></proceed>",
                                "<proceed  " + namespace.replace('\'', '"') + "\t/>",
                                "<proceed\n" + namespace + "\n></proceed\n>"),
                        (stage, proceed) -> {
                            ReceivingEntity us = stage.accept();
                            us.open(ReceivingEntity.startTlsFeature());
                            us.expect(Namespaces.TLS, "starttls");
                            Optional<String> failure =
                                    us.tryTls(stage.authority().server(stage.domain()), proceed);
                            Heard behind = failure.isPresent() ? new Heard.Nothing() : us.hear();
                            return Judgement.of(
                                    behind instanceof Heard.Header,
                                    failure.map(why -> "TLS failed: " + why)
                                            .orElse("behind TLS there was " + behind.words()));
                        });
    }

    private static CheckCase<ClientStage> injected() {
        return CheckCase.<ClientStage>of(
                        "R-141", "what is injected in clear behind proceed is never taken for a part of the stream")
                .mutant(() -> new Tamper() {
                    @Override
                    public String heard(String frame, Link link) {
                        return frame.startsWith("<proceed") || link.headers() > 1 || !frame.contains("injected")
                                ? frame
                                : "";
                    }

                    @Override
                    public String said(String frame, Link link) {
                        return Watched.isHeader(frame) && link.headers() == 2 ? frame + AUTH : frame;
                    }
                })
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.open(ReceivingEntity.startTlsFeature());
                    us.expect(Namespaces.TLS, "starttls");
                    String clear = "<stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAM
                            + "' id='injected' version='1.0' from='" + stage.domain() + "'>"
                            + "<stream:features>"
                            + ReceivingEntity.mechanisms(MECHANISMS)
                                    .replace("<mechanisms ", "<mechanisms id='injected' ")
                            + "</stream:features>";
                    Optional<String> failure = us.tryTls(
                            stage.authority().server(stage.domain()),
                            "<proceed xmlns='" + Namespaces.TLS + "'/>" + clear);
                    if (failure.isPresent()) {
                        return Judgement.passed("TLS failed of it: " + failure.get());
                    }
                    Heard header = us.hear();
                    if (!(header instanceof Heard.Header)) {
                        return Judgement.passed("it goes no further: " + header.words());
                    }
                    Heard next = us.hear(PAUSE);
                    return Judgement.of(!isAuth(next), "behind the header there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> forgotten() {
        return CheckCase.<ClientStage>of("R-150", "features that came before TLS are forgotten")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        return Watched.isHeader(frame) && link.headers() == 2 ? frame + AUTH : frame;
                    }
                })
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.open(ReceivingEntity.startTlsFeature(), ReceivingEntity.mechanisms(MECHANISMS));
                    us.startTls();
                    us.open(ReceivingEntity.mechanisms(List.of("X-CHECK")));
                    Heard next = us.hear(PAUSE);
                    return Judgement.of(!isAuth(next), "there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> unasked() {
        return CheckCase.<ClientStage>of("R-381", "starttls is tried though it is not offered")
                .mutant(() -> Tamper.replacing("^<starttls.*", "</stream:stream>"))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.open(ReceivingEntity.mechanisms(MECHANISMS));
                    Heard next = us.hear();
                    return Judgement.of(isStartTls(next), "there was " + next.words());
                });
    }

    /** The first thing that comes behind TLS (1) or SASL (2) has to be a header. */
    private static CheckCase<ClientStage> restart(String id, String title, int nth, Supplier<Tamper> mutant) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.accept();
            if (nth == 1) {
                us.secure();
            } else {
                us.login();
            }
            Heard next = us.hear();
            boolean restarted =
                    next instanceof Heard.Header header && header.start().is(Namespaces.STREAM, "stream");
            return Judgement.of(restarted, "there was " + (restarted ? next.words() : us.raw()));
        });
    }

    private static Supplier<Tamper> silentHeader(int nth) {
        return () -> new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return Watched.isHeader(frame) && link.headers() == nth ? "" : frame;
            }
        };
    }

    private static Supplier<Tamper> closingTag(int headers) {
        return () -> new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return frame.startsWith("<?xml") && link.headers() == headers ? "</stream:stream>" + frame : frame;
            }
        };
    }

    /** Goes on with binding on the old stream. */
    private static Supplier<Tamper> unrestarted() {
        return () -> Tamper.answering(
                frame -> frame.startsWith("<success"),
                frame -> "<iq type='set' id='b'><bind xmlns='" + Namespaces.BIND + "'/></iq>");
    }

    private static Supplier<Tamper> ended() {
        return () -> Tamper.endingOn(frame -> frame.startsWith("<success"));
    }
}
