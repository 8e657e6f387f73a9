package org.xmpptoolkit.stanza.caps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;
import org.xmpptoolkit.stanza.disco.DiscoInfo;

class EntityCapsTest {
    private static final String FEATURES = "<feature var='http://jabber.org/protocol/disco#items'/>"
            + "<feature var='http://jabber.org/protocol/disco#info'/><feature var='http://jabber.org/protocol/muc'/>"
            + "<feature var='http://jabber.org/protocol/caps'/>";
    private static final String SOFTWARE = "<x xmlns='jabber:x:data' type='result'>"
            + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>"
            + "<field var='ip_version'><value>ipv6</value><value>ipv4</value></field>"
            + "<field var='os'><value>Mac</value></field><field var='os_version'><value>10.5.1</value></field>"
            + "<field var='software'><value>Psi</value></field><field var='software_version'><value>0.11</value></field></x>";

    private static DiscoInfo info(String inside) {
        return ExtensionRegistry.standard()
                .bind(
                        XmlElement.parse("<query xmlns='http://jabber.org/protocol/disco#info'>" + inside + "</query>"),
                        DiscoInfo.class)
                .value()
                .orElseThrow();
    }

    private static boolean isGood(String inside) {
        return CapsHash.of(info(inside), CapsHash.SHA_1).isPresent();
    }

    /** Section 5.2. */
    @Test
    void hashesTheSimpleExample() {
        DiscoInfo info = info("<identity category='client' name='Exodus 0.9.1' type='pc'/>" + FEATURES);
        EntityCaps caps = EntityCaps.of("http://code.google.com/p/exodus", info);
        assertEquals(Optional.of("QgayPKawpkPSDYmwT/WM94uAlu0="), caps.ver());
        assertEquals(
                Bound.read(
                        EntityCaps.class,
                        "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://code.google.com/p/exodus'"
                                + " ver='QgayPKawpkPSDYmwT/WM94uAlu0='/>"),
                caps);
        assertTrue(caps.verifies(info));
        assertFalse(caps.verifies(info(FEATURES)));
        assertEquals(Optional.of("http://code.google.com/p/exodus#QgayPKawpkPSDYmwT/WM94uAlu0="), caps.discoNode());
    }

    /** Section 5.3. */
    @Test
    void hashesTheComplexExample() {
        DiscoInfo info = info("<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
                + "<identity xml:lang='el' category='client' name='\u03A8 0.11' type='pc'/>" + FEATURES + SOFTWARE);
        assertEquals(Optional.of("q07IKJEyjvHSyhy//CH0CxmKi8w="), CapsHash.of(info, CapsHash.SHA_1));
        assertTrue(CapsHash.of(info, "sha-256").isPresent());
        assertEquals(Optional.empty(), CapsHash.of(info, "md5"));
        assertEquals(Optional.empty(), CapsHash.of(info, "SHA-1"));
    }

    /** Section 5.4. */
    @Test
    void refusesWhatIsIllFormed() {
        String identity = "<identity category='client' type='pc'/>";
        assertTrue(isGood(identity + "<identity category='client' type='pc' name='a'/>"));
        assertFalse(isGood(identity + identity));
        assertFalse(isGood("<feature var='a'/><feature var='a'/>"));
        assertFalse(isGood(SOFTWARE + SOFTWARE));
        String types =
                "<x xmlns='jabber:x:data'><field var='FORM_TYPE' type='hidden'><value>a</value><value>%s</value></field></x>";
        assertFalse(isGood(types.formatted("b")));
        assertTrue(isGood(types.formatted("a")));
        assertThrows(IllegalArgumentException.class, () -> EntityCaps.of("n", info(identity + identity)));
    }

    @Test
    void overlooksFormsWithoutHiddenType() {
        String form = "<x xmlns='jabber:x:data'>%s<field var='a'><value>b</value></field></x>";
        String shown = "<field var='FORM_TYPE' type='text-single'><value>c</value></field>";
        assertEquals(Optional.of("f<"), CapsHash.verificationString(info("<feature var='f'/>" + form.formatted(""))));
        assertEquals(
                Optional.of("f<"),
                CapsHash.verificationString(
                        info("<feature var='f'/>" + form.formatted(shown) + form.formatted(shown))));
    }

    /** Section 5.1: nobody can make one answer look like another. */
    @Test
    void writesTheSeparatorOutOfValues() {
        assertEquals(
                Optional.of("client/pc//a&lt;b<f<"),
                CapsHash.verificationString(
                        info("<identity category='client' type='pc' name='a&lt;b'/><feature var='f'/>")));
    }

    @Test
    void sortsByOctets() {
        assertEquals(
                Optional.of("A<a<\uFF5E<\uD83D\uDE00<"),
                CapsHash.verificationString(
                        info("<feature var='a'/><feature var='\uD83D\uDE00'/><feature var='\uFF5E'/>"
                                + "<feature var='A'/>")));
    }

    @Test
    void tellsTheFormOfBefore2008() {
        String old =
                "<c xmlns='http://jabber.org/protocol/caps' node='http://exodus.example/caps' ver='0.9' ext='tins ftrans'/>";
        assertEquals(List.of("c/@hash MISSING "), Bound.problems(EntityCaps.class, old));
        EntityCaps caps = ExtensionRegistry.standard()
                .bind(XmlElement.parse(old), EntityCaps.class)
                .value()
                .orElseThrow();
        assertEquals(Optional.of("tins ftrans"), caps.ext());
        assertEquals(Optional.empty(), caps.hash());
        assertFalse(caps.verifies(info("")));
    }
}
