package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The least that reading takes: events asked for what they hold, which goes nowhere. */
final class Floors {
    private static final InputFactoryImpl PARSERS = new InputFactoryImpl();

    private Floors() {}

    /** The blocking parser over a whole document. */
    static int sync(byte[] document) throws XMLStreamException {
        XMLStreamReader parser = PARSERS.createXMLStreamReader(new ByteArrayInputStream(document));
        int sum = 0;
        while (parser.hasNext()) {
            sum += event(parser, parser.next());
        }
        parser.close();
        return sum;
    }

    /** The parser that is fed, a new one over a whole document. */
    static int async(byte[] document) throws XMLStreamException {
        AsyncXMLStreamReader<AsyncByteArrayFeeder> parser = fed();
        parser.getInputFeeder().feedInput(document, 0, document.length);
        parser.getInputFeeder().endOfInput();
        int sum = 0;
        for (int event = parser.next(); event != XMLStreamConstants.END_DOCUMENT; event = parser.next()) {
            sum += event(parser, event);
        }
        parser.close();
        return sum;
    }

    static AsyncXMLStreamReader<AsyncByteArrayFeeder> fed() {
        return PARSERS.createAsyncForByteArray();
    }

    /** Asks for every name and attribute; of text the length only, so that no string is made of it. */
    static int event(XMLStreamReader parser, int event) {
        if (event == XMLStreamConstants.CHARACTERS) {
            return parser.getTextLength();
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
            return 0;
        }
        String namespace = parser.getNamespaceURI();
        int sum = parser.getLocalName().length() + (namespace == null ? 0 : namespace.length());
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            sum += parser.getAttributeLocalName(i).length()
                    + parser.getAttributeValue(i).length();
        }
        return sum;
    }
}
