package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which attributes an element of a JAXB class must have whose fields are those of a class above, where they need not be there for
 * other classes below it. It is for documentation and schemas; {@link Binding} reads and writes elements without them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequiredAttributes {
    /** {@return the local names of the attributes} */
    String[] value();
}
