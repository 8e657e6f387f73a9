/** The doc comments of models, kept for run time: an annotation processor and its reader. */
module org.xmpptoolkit.docs {
    requires static java.compiler; // for the processor, which a compiler runs; whoever reads needs none
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.docs;

    provides javax.annotation.processing.Processor with
            org.xmpptoolkit.docs.DocCommentProcessor;
}
