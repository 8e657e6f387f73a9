/**
 * Stream management: acknowledged stanzas, and streams that another one goes on with (XEP-0198).
 *
 * <p>Start at {@link org.xmpptoolkit.stream.management.StreamManagement}. Stanzas are counted only; elements of other namespaces
 * pass uncounted. Within SASL2 (XEP-0198 section 9) the same features are given to {@link org.xmpptoolkit.stream.feature.Sasl2}. Left
 * out: streams between servers.
 */
@NullMarked
package org.xmpptoolkit.stream.management;

import org.jspecify.annotations.NullMarked;
