package org.xmpptoolkit.testkit.cases.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The stream id (RFC 6120 sections 4.3.3 and 4.7.3). */
final class StreamIdCases {
    private static final int CONNECTIONS = 12;

    private StreamIdCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(present(), unique(), unpredictable(), idIgnored(), newAtRestart(), newBehindTls());
    }

    private static Tamper saying(String id) {
        return Mutants.headerAttribute("id", id);
    }

    private static CheckCase<ServerStage> present() {
        return CheckCase.<ServerStage>of("R-056", "an id on each response header: at first, behind TLS and behind SASL")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        return Mutants.isHeader(frame) && link.headers() > 1
                                ? Mutants.withoutAttribute(frame, "id")
                                : frame;
                    }
                })
                .plays(stage -> {
                    List<Optional<String>> ids = ids(stage);
                    return Judgement.of(ids.stream().allMatch(Optional::isPresent), words(ids));
                });
    }

    /** The ids of one login: one, two or three, for TLS may not be offered. */
    private static List<Optional<String>> ids(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        List<Optional<String>> ids = new ArrayList<>();
        XmlElement features = us.open();
        ids.add(us.responseHeader().attribute("id"));
        if (features.element(Namespaces.TLS, "starttls").isPresent()) {
            us.startTls();
            features = us.open();
            ids.add(us.responseHeader().attribute("id"));
        }
        us.authenticate(features, stage.account());
        us.open();
        ids.add(us.responseHeader().attribute("id"));
        return ids;
    }

    private static String words(List<Optional<String>> ids) {
        return "the ids are "
                + String.join(", ", ids.stream().map(id -> id.orElse("missing")).toList());
    }

    private static CheckCase<ServerStage> unique() {
        return CheckCase.<ServerStage>of("R-057", "the ids of streams that are open at once all differ")
                .mutant(() -> saying("4711"))
                .plays(stage -> {
                    List<String> ids = manyIds(stage);
                    int distinct = new HashSet<>(ids).size();
                    return Judgement.of(distinct == ids.size(), distinct + " ids on " + ids.size() + " streams");
                });
    }

    private static List<String> manyIds(ServerStage stage) throws Halt {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            ids.add(StreamHeaderCases.response(stage, InitialHeader.to(stage.domain()))
                    .attribute("id")
                    .orElseThrow(() -> Halt.skipped("the response has no id")));
        }
        return ids;
    }

    private static CheckCase<ServerStage> unpredictable() {
        AtomicLong count = new AtomicLong(4_711);
        return CheckCase.<ServerStage>of("R-058", "the ids of one stream after another are no sequence")
                .mutant(() -> saying(Long.toString(count.addAndGet(3))))
                .plays(stage -> {
                    List<String> ids = manyIds(stage);
                    return Judgement.of(
                            !isSequence(ids),
                            ids.get(0) + ", " + ids.get(1) + ", " + ids.get(2)
                                    + (isSequence(ids) ? " ..." : " ... no order"));
                });
    }

    /** Whether each is behind the one before it; of random ids, one list of many million is so. */
    private static boolean isSequence(List<String> ids) {
        return isSorted(ids, Comparator.naturalOrder())
                || isSorted(ids, Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                || ids.stream().allMatch(id -> id.matches("[0-9]+"))
                        && isSorted(ids, Comparator.comparing(BigInteger::new));
    }

    private static boolean isSorted(List<String> ids, Comparator<String> order) {
        return ids.equals(ids.stream().sorted(order).toList())
                || ids.equals(ids.stream().sorted(order.reversed()).toList());
    }

    private static CheckCase<ServerStage> idIgnored() {
        return CheckCase.<ServerStage>of("R-060", "an id on the initial header is ignored, and not used for the stream")
                .mutant(() -> Mutants.fromInitial("id", "id", (asked, own) -> asked.isEmpty() ? own : asked))
                .forAll(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20), (stage, id) -> {
                    InitiatingEntity us = stage.connect();
                    int end = us.header().lastIndexOf('>');
                    us.send(us.header().substring(0, end), " id='" + id + "'", ">");
                    XmlElement header = us.expectHeader();
                    us.blame("id='" + id + "'");
                    us.expect(Namespaces.STREAM, "features");
                    return Judgement.of(
                            !header.attribute("id").equals(Optional.of(id)),
                            "the client said " + id + ", the response says "
                                    + header.attribute("id").orElse("none"));
                });
    }

    private static CheckCase<ServerStage> newAtRestart() {
        return CheckCase.<ServerStage>of("R-020", "a new id at each restart of a login")
                .mutant(() -> new Tamper() {
                    private String first = "";

                    @Override
                    public String said(String frame, Link link) {
                        if (!Mutants.isHeader(frame)) {
                            return frame;
                        }
                        first = first.isEmpty() ? Tamper.attribute(frame, "id") : first;
                        return Mutants.withAttribute(frame, "id", first);
                    }
                })
                .plays(stage -> {
                    List<Optional<String>> ids = ids(stage);
                    return Judgement.of(new HashSet<>(ids).size() == ids.size(), words(ids));
                });
    }

    private static CheckCase<ServerStage> newBehindTls() {
        return CheckCase.<ServerStage>of("R-153", "a new response header with a new id behind TLS")
                .mutant(() -> saying("always"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.open();
                    if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
                        return Judgement.skipped("TLS is not offered");
                    }
                    Optional<String> before = us.responseHeader().attribute("id");
                    us.startTls();
                    us.open();
                    Optional<String> behind = us.responseHeader().attribute("id");
                    return Judgement.of(
                            behind.isPresent() && !behind.equals(before),
                            "the id was " + before.orElse("missing") + ", and is now " + behind.orElse("missing"));
                });
    }
}
