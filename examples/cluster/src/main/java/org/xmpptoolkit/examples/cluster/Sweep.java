package org.xmpptoolkit.examples.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks through all accounts for sessions whose node is gone, or whose time is over. */
@SuppressWarnings("serial") // written as an identified type
final class Sweep implements EntryProcessor<String, Account, Sweep.@Nullable Result>, IdentifiedDataSerializable {
    private Set<UUID> live = Set.of();
    private long now;

    Sweep() {}

    Sweep(Set<UUID> live, long now) {
        this.live = live;
        this.now = now;
    }

    @Override
    public @Nullable Result process(Map.Entry<String, Account> entry) {
        @Nullable Account account = entry.getValue();
        if (account == null) {
            return null;
        }
        Optional<Outcome> outcome = account.sweep(live, now);
        if (outcome.isEmpty()) {
            return null;
        }
        entry.setValue(account.isEmpty() ? null : account);
        return new Result(outcome.get());
    }

    @Override
    public int getFactoryId() {
        return GridTypes.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridTypes.SWEEP;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        GridTypes.write(out, List.copyOf(live), (node, to) -> GridTypes.write(to, node));
        out.writeLong(now);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        live = Set.copyOf(GridTypes.read(in, GridTypes::uuid));
        now = in.readLong();
    }

    /** What it led to for one account. */
    static final class Result implements IdentifiedDataSerializable {
        private Outcome outcome = new Outcome.Builder().build();

        Result() {}

        Result(Outcome outcome) {
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }

        @Override
        public int getFactoryId() {
            return GridTypes.FACTORY;
        }

        @Override
        public int getClassId() {
            return GridTypes.SWEEP_RESULT;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            outcome.write(out);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            outcome = Outcome.read(in);
        }
    }
}
