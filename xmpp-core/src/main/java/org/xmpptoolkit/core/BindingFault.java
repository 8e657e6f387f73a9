package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says which method of a user's class threw while JAXB was writing, and what to do about it. */
final class BindingFault {
    /** Whose exceptions wrap those that a user's method throws. */
    private static final List<String> JAXB =
            List.of("org.glassfish.jaxb.", "jakarta.xml.bind.", "org.xml.sax.", "com.sun.istack.");

    /** Who stands between JAXB and a method that it calls. */
    private static final List<String> REFLECTION = List.of("jdk.internal.", "java.lang.", "sun.");

    private BindingFault() {}

    /**
     * The exception to throw.
     *
     * @param written the object that was to be written
     * @param at the object of it that JAXB was at
     * @param thrown what came out of JAXB
     */
    static IllegalArgumentException of(Object written, Object at, Exception thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isOf(JAXB, cause.getClass().getName())) {
            cause = cause.getCause();
        }
        String refusal = "cannot write a " + written.getClass().getName() + ": ";
        @Nullable StackTraceElement called = called(cause);
        if (called == null) {
            return new IllegalArgumentException(refusal + cause.getMessage(), thrown);
        }
        String method = called.getClassName() + '.' + called.getMethodName();
        Set<String> adapted = adapted(at.getClass(), called.getClassName());
        return new IllegalArgumentException(
                adapted.isEmpty()
                        ? refusal + method + " threw " + cause
                                + ": what JAXB calls to write must not throw, so return null for what is missing"
                        : refusal + method + ", the adapter of " + String.join(" or ", adapted) + " in "
                                + at.getClass().getName() + ", threw " + cause
                                + ": have it write every value that may stand there, or check the value where it is set",
                cause);
    }

    /** The method of a user's class that JAXB called last: null if the exception comes from JAXB or from here. */
    private static @Nullable StackTraceElement called(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        int i = frames.length - 1;
        while (i >= 0 && !frames[i].getClassName().equals(BindingWriter.class.getName())) {
            i--;
        }
        while (--i >= 0) {
            String owner = frames[i].getClassName();
            if (owner.equals(BindingWriter.class.getName())) {
                return null; // the text or name that JAXB gave was refused
            }
            if (!isOf(JAXB, owner) && !isOf(REFLECTION, owner)) {
                return frames[i];
            }
        }
        return null;
    }

    private static boolean isOf(List<String> packages, String className) {
        return packages.stream().anyMatch(className::startsWith);
    }

    /** The properties that an adapter of some name stands on. */
    private static Set<String> adapted(Class<?> type, String adapter) {
        Set<String> names = new TreeSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (BindingMember member : BindingMember.declared(c, BindingMember.access(c))) {
                if (isAdapted(member, adapter)) {
                    names.add(member.name());
                }
            }
        }
        return names;
    }

    private static boolean isAdapted(BindingMember member, String adapter) {
        @Nullable XmlJavaTypeAdapter annotation = member.annotation(XmlJavaTypeAdapter.class);
        for (Class<?> c = annotation == null ? null : annotation.value();
                c != null && c != XmlAdapter.class;
                c = c.getSuperclass()) {
            if (c.getName().equals(adapter)) {
                return true;
            }
        }
        return false;
    }
}
