package org.xmpptoolkit.testkit;

/**
 * A rule of the register: one testable sentence of a specification, in our own words.
 *
 * @param id its id, such as {@code R-024}
 * @param document the number of the RFC, or {@code XEP-nnnn}
 * @param section the section of that document
 * @param level the word that the document uses, in brackets where it states a fact
 * @param role whom the rule binds
 * @param text the rule
 * @param demands the error that the rule asks for, or a hyphen
 * @param group the heading that the rule stands under
 */
public record StreamRule(
        String id,
        String document,
        String section,
        String level,
        String role,
        String text,
        String demands,
        String group) {
    /** {@return whether the document only recommends it; who breaks it has to be warned, and has not failed} */
    public boolean isRecommendation() {
        return level.startsWith("SHOULD") || level.contains("RECOMMENDED");
    }

    /** {@return whether the document states a fact, or leaves a choice, so that nobody can break it} */
    public boolean isStatement() {
        return level.startsWith("(") || level.equals("MAY") || level.equals("OPTIONAL");
    }

    /** {@return the section where the rule stands} */
    public SpecSection place() {
        return new SpecSection(document, section);
    }
}
