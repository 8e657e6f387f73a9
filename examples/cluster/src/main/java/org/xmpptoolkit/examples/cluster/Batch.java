package org.xmpptoolkit.examples.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one node to one account, done where the account is and on its backup, before the node hears the result. Hazelcast may
 * send it again if a member dies meanwhile; by its number it is done once.
 */
@SuppressWarnings("serial") // written as an identified type
final class Batch implements EntryProcessor<String, Account, Batch.Result>, IdentifiedDataSerializable {
    private static final List<Class<? extends Command>> KINDS = List.of(
            Command.Deliver.class,
            Command.Acknowledged.class,
            Command.Handled.class,
            Command.Presence.class,
            Command.Bind.class,
            Command.Enable.class,
            Command.Resume.class,
            Command.Suspend.class,
            Command.End.class);

    private UUID node = new UUID(0, 0);
    private long number;
    private List<Command> commands = List.of();

    Batch() {}

    Batch(UUID node, long number, List<Command> commands) {
        this.node = node;
        this.number = number;
        this.commands = commands;
    }

    @Override
    public Result process(Map.Entry<String, Account> entry) {
        @Nullable Account held = entry.getValue();
        Account account = held == null ? new Account() : held;
        List<Outcome> outcomes = account.apply(node, number, commands);
        entry.setValue(account.isEmpty() ? null : account);
        return new Result(outcomes);
    }

    @Override
    public int getFactoryId() {
        return GridTypes.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridTypes.BATCH;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        GridTypes.write(out, node);
        out.writeLong(number);
        GridTypes.write(out, commands, (command, to) -> {
            to.writeByte(KINDS.indexOf(command.getClass()));
            command.write(to);
        });
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        node = GridTypes.uuid(in);
        number = in.readLong();
        commands = GridTypes.read(in, Batch::command);
    }

    private static Command command(ObjectDataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 0 -> Command.Deliver.read(in);
            case 1 -> Command.Acknowledged.read(in);
            case 2 -> Command.Handled.read(in);
            case 3 -> Command.Presence.read(in);
            case 4 -> Command.Bind.read(in);
            case 5 -> Command.Enable.read(in);
            case 6 -> Command.Resume.read(in);
            case 7 -> Command.Suspend.read(in);
            case 8 -> Command.End.read(in);
            default -> throw new IOException("command " + kind + " is none of this version");
        };
    }

    /** What each command led to, in order. */
    static final class Result implements IdentifiedDataSerializable {
        private List<Outcome> outcomes = List.of();

        Result() {}

        Result(List<Outcome> outcomes) {
            this.outcomes = outcomes;
        }

        List<Outcome> outcomes() {
            return outcomes;
        }

        @Override
        public int getFactoryId() {
            return GridTypes.FACTORY;
        }

        @Override
        public int getClassId() {
            return GridTypes.BATCH_RESULT;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            GridTypes.write(out, outcomes, Outcome::write);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            outcomes = GridTypes.read(in, Outcome::read);
        }
    }
}
