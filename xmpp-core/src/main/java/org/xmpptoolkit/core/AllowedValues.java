package org.xmpptoolkit.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which texts a field of a JAXB class may hold that keeps whatever text came: those of an enum's constants. For an attribute, an
 * element, or a value. It is for documentation and schemas; {@link Binding} reads and writes any text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface AllowedValues {
    /**
     * {@return the enum} The text of a constant is what its {@link jakarta.xml.bind.annotation.XmlEnumValue} says, else its name; its doc
     * comment says what the text means.
     */
    Class<? extends Enum<?>> value();
}
