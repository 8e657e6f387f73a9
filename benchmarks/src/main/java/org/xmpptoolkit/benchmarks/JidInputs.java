package org.xmpptoolkit.benchmarks;

/** Addresses that are read, made anew in each run: all of them full, distinct, and of code points that Unicode 3.2 assigns. */
final class JidInputs {
    /** Prime, so that the addresses go through all domains in no order. */
    private static final int DOMAINS = 20_011;

    private static final int COLD = 100_000;
    private static final int HOT = 100;

    private JidInputs() {}

    /** The addresses of a set: more than a cache would hold if {@code cold}, the first few of them if {@code hot}. */
    static String[] addresses(String set, String temperature) {
        int count =
                switch (temperature) {
                    case "cold" -> COLD;
                    case "hot" -> HOT;
                    default -> throw new IllegalArgumentException(temperature);
                };
        String[] addresses = new String[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = address(set, i);
        }
        return addresses;
    }

    /** The address with a number under 100,000 of a set, {@code ascii} or {@code nonascii}. */
    static String address(String set, int number) {
        return switch (set) {
            case "ascii" -> "user" + number + "@example" + domain(number) + ".org/res-" + (COLD - 1 - number);
            case "nonascii" -> nonAscii(number);
            default -> throw new IllegalArgumentException(set);
        };
    }

    private static String nonAscii(int number) {
        int domain = domain(number);
        int resource = COLD - 1 - number;
        return switch (number % 3) {
            // upper case with diacritics, letters taken apart, and one in full width: all of it is to be mapped
            case 0 ->
                "J\u00DCRGEN.E\u0301lodie\uFF35" + number + "@B\u00FCcher" + domain
                        + ".example/Gr\u00F6\u00DFe-E\u0301-" + resource;
            // upper case
            case 1 ->
                "\u041F\u043E\u043B\u044C\u0437\u043E\u0432\u0430\u0442\u0435\u043B\u044C" + number
                        + "@\u043F\u0440\u0438\u043C\u0435\u0440" + domain + ".\u0440\u0444/\u0414\u043E\u043C-"
                        + resource;
            // prepared already
            default -> "user" + number + "@\u4F8B\u3048" + domain + ".\u30C6\u30B9\u30C8/\u5834\u6240-" + resource;
        };
    }

    private static int domain(int number) {
        return (int) (number * 7919L % DOMAINS);
    }
}
