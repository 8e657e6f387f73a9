package org.xmpptoolkit.testkit.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;

/** What is wrong with the addresses that a property gets. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface Fault {
    JidPart part();

    JidError reason();
}
