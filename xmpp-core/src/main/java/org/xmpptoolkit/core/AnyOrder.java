package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the child elements of a JAXB class, none of which has to be there, stand in any order, and not in that of its fields. It is
 * for documentation and schemas; {@link Binding} reads them in any order, and writes them in that of the fields.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnyOrder {}
