/**
 * Contracts: what an implementation of XMPP has to keep, as properties that its own tests inherit.
 *
 * <p>A JUnit class implements one of the interfaces here, {@link JidContract} for instance, and turns its own types into the few
 * plain ones that the interface asks for; jqwik then runs what it inherits. Each property names the rules of the register that it
 * {@link Judges}, and fails by a {@link ContractViolation}. What an implementation does not set out to do, it declares in
 * {@link Contract#notSupported()}; the properties of those rules are then reported as skipped.
 */
@NullMarked
package org.xmpptoolkit.testkit.contracts;

import org.jspecify.annotations.NullMarked;
