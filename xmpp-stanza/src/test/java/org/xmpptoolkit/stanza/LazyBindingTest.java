package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;

/** Whoever binds no payload pays for no JAXBContext. */
class LazyBindingTest {
    private static final String CONTEXT = "jakarta.xml.bind.JAXBContext";

    /** Loads our classes anew, and notes what they ask for. */
    private static final class Watching extends URLClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        Watching(URL[] urls) {
            super(urls, LazyBindingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            if (!name.startsWith("org.xmpptoolkit.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void readsAndWritesEnvelopesWithoutJaxbContext() throws Exception {
        URL[] homes = {home(Message.class), home(StreamError.class), home(Binding.class), home(Jid.class)};
        try (Watching loader = new Watching(homes)) {
            Class<?> elements = loader.loadClass("org.xmpptoolkit.core.XmlElement");
            Class<?> stanzas = loader.loadClass("org.xmpptoolkit.stanza.Stanza");
            Object element = elements.getMethod("parse", String.class)
                    .invoke(
                            null,
                            "<message xmlns='jabber:client' to='a@b/c' type='error'><body>a</body><q xmlns='urn:x'/>"
                                    + "<error type='auth'/></message>");
            Object stanza = stanzas.getMethod("fromElement", elements).invoke(null, element);
            for (String ask : new String[] {"to", "error", "payloads", "problems", "children"}) {
                stanzas.getMethod(ask).invoke(stanza);
            }
            assertEquals(element, stanzas.getMethod("toElement").invoke(stanza));
            assertFalse(loader.asked.contains(CONTEXT));

            loader.loadClass("org.xmpptoolkit.core.Binding")
                    .getMethod("with", Class[].class)
                    .invoke(null, (Object) new Class<?>[0]);
            assertTrue(loader.asked.contains(CONTEXT));
        }
    }
}
