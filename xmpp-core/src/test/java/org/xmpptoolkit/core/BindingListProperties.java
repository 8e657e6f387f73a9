package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.xmpptoolkit.core.BindingListTest.Lists;
import org.xmpptoolkit.core.BindingListTest.Size;

class BindingListProperties {
    private static final Binding BINDING = Binding.with(Lists.class);

    @Property
    void listsThatAreWrittenAreReadBack(
            @ForAll int[] numbers, @ForAll List<Integer> items, @ForAll List<Size> sizes, @ForAll List<Boolean> flags) {
        Lists lists = new Lists();
        lists.numbers = numbers;
        lists.items = items;
        lists.sizes = sizes;
        lists.flags.values = flags;
        lists.counted = List.of("x");
        Binding.Result<Lists> result = BINDING.toObject(BINDING.toElement(lists), Lists.class);
        assertEquals(List.of(), result.problems());
        Lists read = result.value().orElseThrow();
        assertArrayEquals(numbers, read.numbers);
        assertEquals(items, read.items);
        assertEquals(sizes, read.sizes);
        assertEquals(flags, read.flags.values);
    }
}
