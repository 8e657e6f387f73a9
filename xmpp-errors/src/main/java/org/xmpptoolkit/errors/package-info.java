/**
 * What XMPP says when something is wrong: stream errors, stanza errors and SASL failures.
 *
 * <p>Start at {@link org.xmpptoolkit.errors.StreamError}, {@link org.xmpptoolkit.errors.StanzaError} or
 * {@link org.xmpptoolkit.errors.SaslFailure}; each is made with {@code of} or {@code fromElement} and written with
 * {@code toElement}. The conditions are those of RFC 6120 together with those of RFC 3920 that RFC 6120 dropped. Left out: what to
 * do about an error, which is the business of whoever receives it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9">RFC 6120 section 4.9</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3">RFC 6120 section 8.3</a>
 */
@NullMarked
package org.xmpptoolkit.errors;

import org.jspecify.annotations.NullMarked;
