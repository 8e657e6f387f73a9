package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the root element of a JAXB class may stand. It is for documentation and schemas; {@link Binding} takes the element from
 * anywhere.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StandsIn {
    /**
     * {@return the elements that it may be a child of: {@code message}, {@code presence} and {@code iq} of the content namespace; {@code
     * stream:stream}, {@code stream:features} and {@code stream:error}; others with their namespace name, as in
     * {@code {urn:xmpp:forward:0}forwarded}}
     */
    String[] value();
}
