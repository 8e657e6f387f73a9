package org.xmpptoolkit.core;

/** What can stand inside an element: another element, or text. Immutable. */
public sealed interface XmlNode permits XmlElement, XmlText {}
