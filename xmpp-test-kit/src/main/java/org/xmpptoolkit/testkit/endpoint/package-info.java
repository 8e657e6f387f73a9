/**
 * A small server of one or more domains, to test clients against: an example of how the modules are composed.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint}.
 */
@NullMarked
package org.xmpptoolkit.testkit.endpoint;

import org.jspecify.annotations.NullMarked;
