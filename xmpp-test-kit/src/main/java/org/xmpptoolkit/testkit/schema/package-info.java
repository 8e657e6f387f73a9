/**
 * Schemas and their documentation, made from JAXB models: the toolkit's own and those of users.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.schema.SchemaDocs}. What the text says stands beside the models, in their doc comments.
 */
@NullMarked
package org.xmpptoolkit.testkit.schema;

import org.jspecify.annotations.NullMarked;
