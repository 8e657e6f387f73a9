/**
 * What can be negotiated on a stream: the contract of a feature, and STARTTLS, SASL and resource binding, and SASL2 with
 * Bind 2.
 *
 * <p>Start at {@link org.xmpptoolkit.stream.feature.StreamFeature}. A feature is immutable and serves any number of streams; what
 * goes on seeing a stream once it is negotiated has a {@link org.xmpptoolkit.stream.feature.StreamTap}.
 */
@NullMarked
package org.xmpptoolkit.stream.feature;

import org.jspecify.annotations.NullMarked;
