package org.xmpptoolkit.stream;

/** Something that the application tells a feature of an established stream, by {@link XmppStream#tell}. Each feature has its own. */
public interface FeatureCommand {}
