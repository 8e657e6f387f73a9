/**
 * The doc comments of models, kept for run time, so that what an element, an attribute or a value means is written once: beside the
 * model, for Javadoc, schema documentation and programs that explain.
 *
 * <p>{@link org.xmpptoolkit.docs.DocCommentProcessor} keeps the comments while the models are compiled; start at {@link
 * org.xmpptoolkit.docs.DocComments} to read them. Left out: what is made of them.
 */
@NullMarked
package org.xmpptoolkit.docs;

import org.jspecify.annotations.NullMarked;
