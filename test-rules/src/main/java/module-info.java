/** The annotation by which the project's own tests name the rules of the register. */
module org.xmpptoolkit.rules {
    requires static org.jspecify;

    exports org.xmpptoolkit.rules;
}
