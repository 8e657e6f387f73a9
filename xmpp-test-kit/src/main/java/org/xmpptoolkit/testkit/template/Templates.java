package org.xmpptoolkit.testkit.template;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The templates that stand beside a class, and what the pages made of them have in common. Thread-safe. */
public final class Templates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    /**
     * Templates.
     *
     * @param beside the class in whose package they are
     */
    public Templates(Class<?> beside) {
        configuration.setClassForTemplateLoading(beside, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
    }

    /**
     * Fills a template in.
     *
     * @param name its name, whose end says what is escaped how
     * @param model strings, numbers, lists and maps
     * @throws IllegalStateException if the one does not fit the other
     */
    public String render(String name, Map<String, ?> model) {
        StringWriter out = new StringWriter();
        try {
            configuration.getTemplate(name).process(model, out);
        } catch (TemplateException e) {
            throw new IllegalStateException("the template " + name + " does not fit its model", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * JSON.
     *
     * @param value strings, numbers, booleans, nulls, lists and maps, in the order in which they are to stand
     * @return its text, ended by LF
     */
    public static String json(Map<String, ?> value) {
        return new Templates(Templates.class).render("value.json.ftl", Map.of("all", value));
    }

    /**
     * A text that the kit carries.
     *
     * @param beside the class that it stands beside
     * @param name its name
     */
    public static String resource(Class<?> beside, String name) {
        try (InputStream resource = beside.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing: use the test kit's own jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The style that all pages have: colours, light and dark, letters, links, focus. */
    public static String baseStyle() {
        return resource(Templates.class, "base.css");
    }

    /** JSON that UTF-8 can hold: it has no lone surrogates, so JSON's own escapes stand for them. */
    public static String withoutLoneSurrogates(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SURROGATE) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
