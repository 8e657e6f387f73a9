package org.xmpptoolkit.testkit.contracts;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.errors.StreamError;

/** Our reader keeps the contract. */
class OurXmlReaderContractTest implements XmlReaderContract {
    @Override
    public Reading read(List<byte[]> pieces) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        List<String> elements = new ArrayList<>();
        for (byte[] piece : pieces) {
            reader.feed(ByteBuffer.wrap(piece));
            for (Optional<StreamReader.Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                if (event.get() instanceof StreamReader.ElementComplete complete) {
                    elements.add(complete.element().toString());
                } else if (event.get() instanceof StreamReader.Refused refused) {
                    return Reading.refused(
                            elements,
                            StreamError.of(refused.violation()).condition().elementName());
                }
            }
        }
        return Reading.of(elements);
    }
}
