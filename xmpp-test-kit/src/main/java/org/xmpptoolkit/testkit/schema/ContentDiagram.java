package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/**
 * The content of an element as a tree, top down, so narrow that a phone shows it: a line for each part, what a group holds set in
 * beneath it. Used once.
 */
final class ContentDiagram {
    private static final int ROW = 36;
    private static final int BOX = 26;
    private static final int STEP = 26;
    private static final int LEFT = 2;

    /** How wide a letter is, a little more than it is in most fonts. */
    private static final double LETTER = 7.9;

    private static final int MOST_LETTERS = 28;

    private final SiteModel model;
    private final IntFunction<String> address;
    private final List<Map<String, Object>> boxes = new ArrayList<>();
    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final List<Map<String, Object>> signs = new ArrayList<>();
    private int rows;
    private int width;

    /**
     * A diagram.
     *
     * @param model where the elements are
     * @param address where the page of an element is, by its number
     */
    ContentDiagram(SiteModel model, IntFunction<String> address) {
        this.model = model;
        this.address = address;
    }

    /** What the template draws: boxes, lines and signs, and how large all is. */
    Map<String, Object> of(Element element) {
        box("self", Wording.name(element.name()), "", 0, "", false, false);
        if (element.type() != null) {
            line(1, 0);
            box("any", "text", "", 1, "", false, false);
        }
        if (element.content() != null) {
            Particle content = element.content();
            if (content instanceof Group group
                    && group.order() == Order.SEQUENCE
                    && group.min() == 1
                    && group.max() == 1) {
                children(group, 0, 0);
            } else {
                child(content, 1, 0, false, 0);
            }
        }
        Map<String, Object> diagram = new LinkedHashMap<>();
        diagram.put("width", width + 4);
        diagram.put("height", rows * ROW);
        diagram.put("boxes", boxes);
        diagram.put("lines", lines);
        diagram.put("signs", signs);
        return diagram;
    }

    private void children(Group group, int depth, int row) {
        int number = 0;
        for (Particle part : group.parts()) {
            number++;
            child(
                    part,
                    depth + 1,
                    row,
                    group.order() == Order.CHOICE,
                    group.order() == Order.SEQUENCE && group.parts().size() > 1 ? number : 0);
        }
    }

    /** A part beneath the row of what holds it. */
    private void child(Particle part, int depth, int from, boolean alternative, int number) {
        int row = rows;
        int trunk = trunk(depth);
        int middle = row * ROW + ROW / 2;
        line(depth, from);
        if (alternative || number > 0) {
            signs.add(Map.of(
                    "kind",
                    alternative ? "or" : "then",
                    "x",
                    trunk,
                    "y",
                    middle,
                    "text",
                    alternative ? "" : Integer.toString(number)));
        }
        boolean optional = part.min() == 0;
        boolean often = part.max() > 1;
        String times = Cardinality.brief(part.min(), part.max());
        if (part instanceof Use use) {
            Element element = model.elements().get(use.element());
            box("element", Wording.name(element.name()), address.apply(use.element()), depth, times, optional, often);
        } else if (part instanceof Wildcard wildcard) {
            box("any", "any " + Wording.namespaces(wildcard.namespaces()), "", depth, times, optional, often);
        } else if (part instanceof Group group) {
            box("group", Wording.of(group), "", depth, times, optional, often);
            children(group, depth, row);
        }
    }

    private static int trunk(int depth) {
        return LEFT + (depth - 1) * STEP + STEP / 2;
    }

    /** From the row of what holds it to the row that comes next. */
    private void line(int depth, int from) {
        int trunk = trunk(depth);
        int middle = rows * ROW + ROW / 2;
        lines.add(Map.of("x1", trunk, "y1", from * ROW + ROW / 2 + BOX / 2, "x2", trunk, "y2", middle));
        lines.add(Map.of("x1", trunk, "y1", middle, "x2", LEFT + depth * STEP, "y2", middle));
    }

    private void box(String kind, String text, String href, int depth, String times, boolean optional, boolean often) {
        int length = text.codePointCount(0, text.length());
        String shown = length <= MOST_LETTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS - 1)) + "\u2026";
        int letters = Math.min(length, MOST_LETTERS);
        int x = LEFT + depth * STEP;
        int wide =
                (int) Math.ceil(letters * (kind.equals("group") || kind.equals("any") ? LETTER * 0.88 : LETTER)) + 20;
        Map<String, Object> box = new LinkedHashMap<>();
        box.put("kind", kind);
        box.put("text", shown);
        box.put("whole", text);
        box.put("href", href);
        box.put("x", x);
        box.put("y", rows * ROW + (ROW - BOX) / 2);
        box.put("width", wide);
        box.put("height", BOX);
        box.put("textX", x + wide / 2);
        box.put("textY", rows * ROW + ROW / 2);
        box.put("times", times);
        box.put("timesX", x + wide + (often ? 11 : 8));
        box.put("optional", optional);
        box.put("often", often);
        boxes.add(box);
        int end = x + wide + (times.isEmpty() ? 4 : 12 + (int) Math.ceil(times.length() * 7.2));
        width = Math.max(width, end);
        rows++;
    }
}
