package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what an attribute that is not there stands for. It is for documentation and schemas; {@link Binding} leaves a field without
 * attribute as it is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface DefaultValue {
    /** {@return the text that the attribute would have} */
    String value();
}
