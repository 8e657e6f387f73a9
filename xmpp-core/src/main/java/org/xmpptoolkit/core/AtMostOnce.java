package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which elements may stand at most once in a list of a JAXB class, whatever else stands in it, and in any order. It is for
 * documentation and schemas; {@link Binding} reads and writes any number.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface AtMostOnce {
    /** {@return the local names of the elements} */
    String[] value();

    /** {@return whether of the elements that a wildcard takes, too, there may be one only} */
    boolean wildcard() default false;
}
