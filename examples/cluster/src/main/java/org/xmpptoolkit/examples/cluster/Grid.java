package org.xmpptoolkit.examples.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.topic.ITopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This node's place in the cluster: a Hazelcast member, and what the nodes tell each other by it. Accounts are in one map, each with one
 * backup that is written before a command counts as done. Thread-safe; but for start and stop nothing blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
final class Grid implements AutoCloseable {
    private static final String ACCOUNTS = "accounts";
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration LEAVING = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(Grid.class.getName());

    private final HazelcastInstance hazelcast;
    private final UUID node;
    private final IMap<String, Account> accounts;
    private final Lanes lanes;
    private final Events events;
    private final ExecutorService results =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), daemons("cluster-results"));
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(daemons("cluster-housekeeping"));

    /** What this node hears. Must not block. */
    interface Events {
        /** Something happened to a session that this node held, or holds. */
        void woken(Wake wake);

        /** Nobody will answer a request. */
        void bounced(byte[] stanza);

        /** A node is gone, and with it perhaps what it was about to tell us. */
        void nodeGone();
    }

    private Grid(HazelcastInstance hazelcast, Events events) {
        this.hazelcast = hazelcast;
        this.events = events;
        this.node = hazelcast.getCluster().getLocalMember().getUuid();
        this.accounts = hazelcast.getMap(ACCOUNTS);
        this.lanes = new Lanes(accounts, node, results, this::done);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Joins the cluster, or begins one.
     *
     * @param config as {@link #config} gives it
     * @param events what this node hears
     */
    static Grid join(Config config, Events events) {
        Grid grid = new Grid(Hazelcast.newHazelcastInstance(config), events);
        grid.topic(grid.node).addMessageListener(message -> events.woken(message.getMessageObject()));
        grid.hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberRemoved(MembershipEvent gone) {
                grid.housekeeping.execute(grid::sweep);
                events.nodeGone();
            }
        });
        grid.housekeeping.scheduleWithFixedDelay(
                grid::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        return grid;
    }

    /**
     * How members find each other and keep accounts.
     *
     * @param name the cluster's name; members of other names are not let in
     * @param host the address to listen at: one of a private network, for members trust whoever reaches them
     * @param port the port; 0 for a free one
     * @param members where others may be, as {@code host:port}
     */
    static Config config(String name, String host, int port, List<String> members) {
        Config config = new Config();
        config.setClusterName(name);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.shutdownhook.enabled", "false"); // the node leaves in order itself
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "1");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(host);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).setMembers(List.copyOf(members));
        config.getJetConfig().setEnabled(false);
        config.getSerializationConfig().addDataSerializableFactory(GridTypes.FACTORY, new GridTypes());
        config.addMapConfig(new MapConfig(ACCOUNTS)
                .setBackupCount(1) // written before a command counts as done
                .setAsyncBackupCount(0)
                .setInMemoryFormat(InMemoryFormat.OBJECT) // batches change accounts in place
                .setStatisticsEnabled(false)
                .setPerEntryStatsEnabled(false));
        return config;
    }

    /** This node. */
    UUID node() {
        return node;
    }

    /** Where other members reach this one, as {@code host:port}. */
    String address() {
        return hazelcast.getCluster().getLocalMember().getAddress().getHost() + ":"
                + hazelcast.getCluster().getLocalMember().getAddress().getPort();
    }

    /** The time that the nodes agree on, in milliseconds. */
    long now() {
        return hazelcast.getCluster().getClusterTime();
    }

    /** What a node shows for a session; not 0. */
    static long newLease() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    /** How many nodes there are. */
    int size() {
        return hazelcast.getCluster().getMembers().size();
    }

    /** As {@link Lanes#submit}. */
    CompletionStage<Outcome> submit(String account, Command command) {
        return lanes.submit(account, command);
    }

    /**
     * Reads what is in a mailbox.
     *
     * @param account the bare address
     * @param hold the session
     * @param index where to begin
     * @param most how many to read
     * @return the stanzas; nothing if another node has the session now
     */
    CompletionStage<Optional<List<Entry>>> read(String account, Outcome.Hold hold, long index, int most) {
        try {
            return accounts.submitToKey(account, new Read(hold.resource(), hold.lease(), index, most))
                    .thenApplyAsync(Read.Result::entries, results);
        } catch (RuntimeException inactive) {
            return CompletableFuture.failedFuture(inactive);
        }
    }

    private ITopic<Wake> topic(UUID of) {
        return hazelcast.getTopic("node-" + of);
    }

    private void done(Lanes.Done done) {
        tell(done.outcome(), done.command() instanceof Command.Deliver deliver ? deliver.entry() : null);
    }

    /** Tells those who hold the sessions that something happened to. */
    private void tell(Outcome outcome, @Nullable Entry known) {
        for (Outcome.Placed placed : outcome.placed()) {
            List<Entry> entries = placed.known() && known != null ? List.of(known) : List.of();
            Wake wake = Wake.placed(placed.lease(), placed.index(), entries);
            placed.holder().ifPresent(holder -> wake(holder, wake));
        }
        for (Outcome.Gone gone : outcome.gone()) {
            wake(gone.holder(), Wake.gone(gone.lease()));
        }
        outcome.bounced().forEach(events::bounced);
    }

    private void wake(UUID holder, Wake wake) {
        if (holder.equals(node)) {
            events.woken(wake);
            return;
        }
        try {
            topic(holder).publishAsync(wake);
        } catch (RuntimeException inactive) {
            LOG.log(System.Logger.Level.DEBUG, "not told", inactive); // the mailbox has it
        }
    }

    /** The oldest member looks after sessions that nobody holds. */
    private void sweep() {
        try {
            Member oldest = hazelcast.getCluster().getMembers().iterator().next();
            if (!oldest.localMember()) {
                return;
            }
            long now = now(); // a member that joins behind this has younger sessions only
            Set<UUID> live = hazelcast.getCluster().getMembers().stream()
                    .map(Member::getUuid)
                    .collect(Collectors.toSet());
            Map<String, Sweep.Result> results = accounts.executeOnEntries(new Sweep(live, now));
            results.values().forEach(result -> tell(result.outcome(), null));
        } catch (RuntimeException failure) { // the next one tries again
            LOG.log(System.Logger.Level.DEBUG, "sweep failed", failure);
        }
    }

    /** Leaves in order: what is under way is done, and what this member held is moved to the others first. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
        long end = System.nanoTime() + LEAVING.toNanos();
        while (lanes.busy() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        hazelcast.shutdown();
        results.shutdown();
    }

    /** Is gone at once, as if the process had been killed. */
    void terminate() {
        housekeeping.shutdownNow();
        hazelcast.getLifecycleService().terminate();
        results.shutdown();
    }
}
