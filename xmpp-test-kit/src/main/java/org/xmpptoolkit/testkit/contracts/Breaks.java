package org.xmpptoolkit.testkit.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.xmpptoolkit.testkit.arbitraries.XmlFault;

/** What is wrong with the elements that a property gets. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface Breaks {
    XmlFault value();
}
