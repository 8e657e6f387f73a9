package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** Our stream errors keep the contract. */
class OurStreamErrorContractTest implements StreamErrorContract {
    @Override
    public Optional<Failure> read(String xml) {
        StreamError error = StreamError.fromElement(XmlElement.parse(xml));
        return Optional.of(new Failure(error.condition().elementName(), error.conditionText(), error.text()));
    }

    @Override
    public String write(Failure failure) {
        StreamErrorCondition condition =
                StreamErrorCondition.ofElementName(failure.condition()).orElseThrow();
        return StreamError.of(condition, failure.text().orElse("")).toElement().toString();
    }
}
