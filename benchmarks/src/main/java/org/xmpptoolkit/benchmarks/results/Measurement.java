package org.xmpptoolkit.benchmarks.results;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one method of a suite came to with one set of parameters.
 *
 * @param suite the simple name of its class
 * @param method its name
 * @param parameters by name, without those that it has not
 * @param score in {@code unit}
 * @param error half the interval of 99.9 %, in {@code unit}; empty where there was one sample
 * @param unit as JMH has it: {@code ns/op}
 * @param allocated octets an operation, where they were counted
 */
record Measurement(
        String suite,
        String method,
        Map<String, String> parameters,
        double score,
        OptionalDouble error,
        String unit,
        OptionalDouble allocated) {

    boolean isFloor() {
        return method.startsWith("floor");
    }

    /** Whether it measures another library. */
    boolean isPeer() {
        return method.matches("(jxmpp|smack|tinder|vysper|jaxb).*");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The method in words: {@code floorAaltoSync} is "floor, aalto sync". */
    String words() {
        String spaced = method.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return spaced.replaceFirst("^floor ", "floor, ");
    }
}
