package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlList;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several values in one text, with white space between them. */
class BindingListTest {
    private static final Binding BINDING = Binding.with(Lists.class);

    @XmlEnum
    enum Size {
        @XmlEnumValue("big")
        BIG,
        @XmlEnumValue("small")
        SMALL
    }

    @XmlRootElement(name = "lists", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Lists {
        @XmlAttribute
        int[] numbers = {};

        @XmlAttribute
        List<Size> sizes = new ArrayList<>();

        @XmlAttribute
        @XmlJavaTypeAdapter(Doubling.class)
        List<String> doubled = new ArrayList<>();

        @XmlAttribute
        @XmlJavaTypeAdapter(Counting.class)
        List<String> counted = new ArrayList<>();

        @XmlList
        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:x")
        List<Integer> items = new ArrayList<>();

        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:x")
        Flags flags = new Flags();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Flags {
        @XmlValue
        List<Boolean> values = new ArrayList<>();
    }

    /** Makes each item. */
    static final class Doubling extends XmlAdapter<Integer, String> {
        @Override
        public String unmarshal(Integer value) {
            return Integer.toString(value * 2);
        }

        @Override
        public Integer marshal(String value) {
            return Integer.parseInt(value) / 2;
        }
    }

    /** Makes the whole list. */
    static final class Counting extends XmlAdapter<Integer, List<String>> {
        @Override
        public List<String> unmarshal(Integer value) {
            return new ArrayList<>(List.of("x".repeat(value).split("")));
        }

        @Override
        public Integer marshal(List<String> value) {
            return value.size();
        }
    }

    private static XmlElement lists(String attributes, String children) {
        return XmlElement.parse("<lists xmlns='urn:x' " + attributes + ">" + children + "</lists>");
    }

    private static Lists read(XmlElement element) {
        Binding.Result<Lists> result = BINDING.toObject(element, Lists.class);
        assertEquals(List.of(), result.problems());
        return result.value().orElseThrow();
    }

    @Test
    void readsAndWritesListsInAttributesElementsAndValues() {
        XmlElement element = lists(
                "numbers='1 -2' sizes='small big' doubled='2 3' counted='3'",
                "<items>1 2 3</items><flags>true false</flags>");
        Lists lists = read(element);
        assertArrayEquals(new int[] {1, -2}, lists.numbers);
        assertEquals(List.of(Size.SMALL, Size.BIG), lists.sizes);
        assertEquals(List.of("4", "6"), lists.doubled);
        assertEquals(List.of("x", "x", "x"), lists.counted);
        assertEquals(List.of(1, 2, 3), lists.items);
        assertEquals(List.of(true, false), lists.flags.values);
        assertEquals(element, BINDING.toElement(lists));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "&#x9;&#xA; "})
    void takesEmptyLists(String empty) {
        Lists lists = read(lists(
                "numbers='" + empty + "' sizes='" + empty + "' doubled='" + empty + "'",
                "<items>" + empty + "</items><flags>" + empty + "</flags>"));
        assertArrayEquals(new int[] {}, lists.numbers);
        assertEquals(List.of(), lists.sizes);
        assertEquals(List.of(), lists.doubled);
        assertEquals(List.of(), lists.items);
        assertEquals(List.of(), lists.flags.values);
    }

    @Test
    void takesAnyWhiteSpaceOfXmlBetweenItems() {
        Lists lists = read(lists("numbers=' 1&#x9;2&#xA;&#xD;3 '", "<items>\n4\t5 </items>"));
        assertArrayEquals(new int[] {1, 2, 3}, lists.numbers);
        assertEquals(List.of(4, 5), lists.items);
    }

    @Test
    void namesAListWithABadItem() {
        Binding.Result<Lists> result = BINDING.toObject(
                lists(
                        "numbers='1 x' sizes='big huge' doubled='1 2.5' counted='1 2'",
                        "<items>1 4294967296</items><flags>true maybe</flags>"),
                Lists.class);
        assertEquals(
                List.of(
                        new BindingProblem("lists/@numbers", BindingProblem.Kind.BAD_VALUE, "1 x"),
                        new BindingProblem("lists/@sizes", BindingProblem.Kind.BAD_VALUE, "big huge"),
                        new BindingProblem("lists/@doubled", BindingProblem.Kind.BAD_VALUE, "1 2.5"),
                        new BindingProblem("lists/@counted", BindingProblem.Kind.BAD_VALUE, "1 2"),
                        new BindingProblem("lists/items", BindingProblem.Kind.BAD_VALUE, "1 4294967296"),
                        new BindingProblem("lists/flags", BindingProblem.Kind.BAD_VALUE, "true maybe")),
                result.problems());
        assertArrayEquals(new int[] {}, result.value().orElseThrow().numbers);
    }

    @Test
    void takesTheFirstOfTwoLists() {
        Binding.Result<Lists> result = BINDING.toObject(lists("", "<items>1 2</items><items>3</items>"), Lists.class);
        assertEquals(
                List.of(new BindingProblem("lists/items[2]", BindingProblem.Kind.REPEATED, "3")), result.problems());
        assertEquals(List.of(1, 2), result.value().orElseThrow().items);
    }
}
