package org.xmpptoolkit.testkit.check;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.result.Judgement;

/**
 * One case of the checker: judges one rule of the register, in a play of its own. Immutable.
 *
 * @param <S> what it plays on
 */
public final class CheckCase<S extends Stage> {
    private final String id;
    private final String title;
    private final Input<S, ?> play;
    private final Optional<Supplier<Tamper>> mutant;
    private final boolean provoked;

    private CheckCase(Builder<S> builder, Input<S, ?> play) {
        this.id = builder.id;
        this.title = builder.title;
        this.mutant = Optional.ofNullable(builder.mutant);
        this.provoked = builder.provoked;
        this.play = play;
    }

    /**
     * Plays, and judges.
     *
     * @param <S> what it plays on
     */
    @FunctionalInterface
    public interface Play<S> {
        /**
         * One play.
         *
         * @param stage what to play on
         * @return what it says of the rule
         * @throws Halt with what it says, if the play goes no further
         */
        Judgement on(S stage) throws Halt;
    }

    /**
     * Plays with an input that was generated, and judges.
     *
     * @param <S> what it plays on
     * @param <T> the type of the input
     */
    @FunctionalInterface
    public interface InputPlay<S, T> {
        /**
         * One play, as {@link Play#on}, with an input.
         *
         * @param stage what to play on
         * @param input what was generated for this play
         * @return what it says of the rule
         * @throws Halt with what it says, if the play goes no further
         */
        Judgement on(S stage, T input) throws Halt;
    }

    /** A play, where its inputs come from, and whether they tell people anything. */
    record Input<S, T>(Arbitrary<T> inputs, InputPlay<S, T> play, boolean shown) {}

    /**
     * Starts a case.
     *
     * @param <S> what it plays on
     * @param id the id of its rule; where there are several cases for a rule, with a dot and a word behind it
     * @param title what it does and what is due, for people
     * @return a builder, whose {@link Builder#plays} or {@link Builder#forAll} gives the case
     */
    public static <S extends Stage> Builder<S> of(String id, String title) {
        return new Builder<>(id, title);
    }

    /** {@return the id: that of the rule, with a dot and a word behind it if the rule has several cases} */
    public String id() {
        return id;
    }

    /** {@return the id of the rule} */
    public String rule() {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** {@return what it does, for people} */
    public String title() {
        return title;
    }

    /** {@return how an endpoint breaks the rule on purpose, one for each connection; nothing if that cannot be shown} */
    public Optional<Supplier<Tamper>> mutant() {
        return mutant;
    }

    /** {@return whether it provokes what the rule is about; if not, the rule is only seen to be kept} */
    public boolean provoked() {
        return provoked;
    }

    Input<S, ?> play() {
        return play;
    }

    @Override
    public String toString() {
        return id + " " + title;
    }

    /**
     * Collects a case. Not thread-safe.
     *
     * @param <S> what it plays on
     */
    public static final class Builder<S extends Stage> {
        private final String id;
        private final String title;
        private @Nullable Supplier<Tamper> mutant;
        private boolean provoked = true;

        private Builder(String id, String title) {
            this.id = Objects.requireNonNull(id, "id");
            this.title = Objects.requireNonNull(title, "title");
        }

        /**
         * Sets how an endpoint breaks the rule, so that the case can be shown to fail; one for each connection.
         *
         * @param mutant asked for one a connection; {@link Tamper} makes the common ones
         * @return this builder
         */
        public Builder<S> mutant(Supplier<Tamper> mutant) {
            this.mutant = mutant;
            return this;
        }

        /**
         * Says that the case waits for nothing that would break the rule: it only sees that it is kept.
         *
         * @return this builder
         */
        public Builder<S> merelySeen() {
            this.provoked = false;
            return this;
        }

        /**
         * {@return the case, with its play}
         *
         * @param play plays on a stage of its own, and judges
         */
        public CheckCase<S> plays(Play<S> play) {
            return new CheckCase<>(this, new Input<>(Arbitraries.just(""), (stage, none) -> play.on(stage), false));
        }

        /**
         * {@return the case, with a play that is to hold for all inputs}
         *
         * @param <T> the type of the inputs; their text is shown to people
         * @param inputs where the inputs come from; one that breaks the rule is shrunk
         * @param play plays on a stage of its own with one of them, and judges
         */
        public <T> CheckCase<S> forAll(Arbitrary<T> inputs, InputPlay<S, T> play) {
            return new CheckCase<>(this, new Input<>(inputs, play, true));
        }
    }
}
