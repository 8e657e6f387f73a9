package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.stanza.Message;

/** Where Javadoc has the pages of classes. */
class ApiDocsTest {
    private final ApiDocs docs = new ApiDocs("../apidocs/", List.of(Message.class));

    @ParameterizedTest
    @CsvSource({
        "org.xmpptoolkit.stanza.Message, ../apidocs/org.xmpptoolkit.stanza/org/xmpptoolkit/stanza/Message.html",
        "org.xmpptoolkit.stanza.Message#from, ../apidocs/org.xmpptoolkit.stanza/org/xmpptoolkit/stanza/Message.html",
        "org.xmpptoolkit.stanza.Message$Builder, ../apidocs/org.xmpptoolkit.stanza/org/xmpptoolkit/stanza/Message.Builder.html",
        "org.xmpptoolkit.errors.StreamErrorCondition#HOST_UNKNOWN, "
                + "../apidocs/org.xmpptoolkit.errors/org/xmpptoolkit/errors/StreamErrorCondition.html#HOST_UNKNOWN",
        "org.xmpptoolkit.errors.StreamErrorCondition#meaning, "
                + "../apidocs/org.xmpptoolkit.errors/org/xmpptoolkit/errors/StreamErrorCondition.html",
        "org.xmpptoolkit.errors.ConditionElements, ''",
        "org.xmpptoolkit.testkit.register.KnownError, ''",
        "org.example.Missing, ''",
    })
    void areFoundByName(String name, String address) {
        assertEquals(address, docs.of(name));
    }
}
