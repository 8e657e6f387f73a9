package org.xmpptoolkit.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the library that an adapter is for. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Peer {
    /** The name of the library. */
    String value();

    /** What it is set to use, where that makes a difference. */
    String with() default "";

    /** A class of the library, of whose archive the version is told. */
    Class<?> of();
}
