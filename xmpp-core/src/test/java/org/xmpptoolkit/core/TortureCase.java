package org.xmpptoolkit.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code torture.txt}, which tells how to read it.
 *
 * @param name what it is
 * @param where what the reader has seen before
 * @param encoding of the octets
 * @param condition of the stream error, or {@code -}
 * @param elements how many elements come out before
 * @param octets the octets, as they stand in the row
 */
record TortureCase(String name, Where where, Charset encoding, String condition, int elements, String octets) {
    enum Where {
        OPENING,
        STREAM,
        RESTART
    }

    private static final Pattern REPEATED = Pattern.compile("\\{\\{(\\d+)\\|(.*?)}}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x(..)|u(....)|(.))");

    static List<TortureCase> all() {
        try (InputStream in = TortureCase.class.getResourceAsStream("torture.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(TortureCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TortureCase of(String line) {
        String[] fields = line.split(" \\| ", 5);
        String[] where = fields[1].split(" ", 2);
        return new TortureCase(
                fields[0],
                Where.valueOf(where[0].toUpperCase(Locale.ROOT)),
                where.length == 1 ? UTF_8 : Charset.forName(where[1]),
                fields[2],
                Integer.parseInt(fields[3]),
                fields[4]);
    }

    boolean refused() {
        return !condition.equals("-");
    }

    /** A reader that stands where the octets begin. */
    StreamReader reader() {
        if (where == Where.RESTART) {
            return StreamReader.restarted(StreamLimits.DEFAULT);
        }
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        if (where == Where.STREAM) {
            Reading.feed(reader, Reading.utf8(Reading.HEADER));
        }
        return reader;
    }

    /** The octets, and behind them an element and the closing tag, which nobody is to see if the octets are refused. */
    byte[] document() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = repeated(octets.replace("{H}", Reading.HEADER)) + "<after/></stream:stream>";
        Matcher escape = ESCAPE.matcher(text);
        int from = 0;
        while (escape.find()) {
            out.writeBytes(text.substring(from, escape.start()).getBytes(encoding));
            if (escape.group(1) != null) {
                out.write(Integer.parseInt(escape.group(1), 16));
            } else if (escape.group(2) == null) {
                out.writeBytes(character(escape.group(3)).getBytes(encoding));
            } else {
                StringBuilder units = new StringBuilder().append(unit(escape));
                if (Character.isHighSurrogate(units.charAt(0)) && escape.find()) {
                    units.append(unit(escape));
                }
                out.writeBytes(units.toString().getBytes(encoding));
            }
            from = escape.end();
        }
        out.writeBytes(text.substring(from).getBytes(encoding));
        return out.toByteArray();
    }

    private static char unit(Matcher escape) {
        return (char) Integer.parseInt(escape.group(2), 16);
    }

    private static String character(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "s" -> " ";
            default -> escaped;
        };
    }

    private static String repeated(String text) {
        return REPEATED.matcher(text).replaceAll(match -> {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < Integer.parseInt(match.group(1)); i++) {
                all.append(match.group(2).replace("#", Integer.toString(i)));
            }
            return Matcher.quoteReplacement(all.toString());
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
