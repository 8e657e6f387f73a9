/**
 * A small server of one or more domains, to test clients against: an example of how the modules are composed.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint}. What the server does for its accounts is in one file each, all
 * of them a {@code ServerFeature}; {@code EndpointAssembly} lists them, and {@code Router} takes stanzas to them.
 */
@NullMarked
package org.xmpptoolkit.testkit.endpoint;

import org.jspecify.annotations.NullMarked;
