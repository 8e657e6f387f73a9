package javabot;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

@XmlRootElement(name = "note", namespace = "urn:note")
@XmlAccessorType(XmlAccessType.FIELD)
public final class Note {
    @XmlAttribute
    public String author = "";
}
