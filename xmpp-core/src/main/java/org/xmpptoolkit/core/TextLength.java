package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how long a text of a JAXB class may be, in characters as XML Schema counts them, which are code points. On a class it is about its
 * value, where a class above has the field. It is for documentation and schemas; {@link Binding} takes texts of any length.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface TextLength {
    /** {@return the fewest characters} */
    int min() default 0;

    /** {@return the most characters} */
    int max() default Integer.MAX_VALUE;
}
