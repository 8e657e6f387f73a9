package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class ScramMessagesTest {
    @Test
    @Rule({"R-402", "R-405"})
    void readsClientFirst() {
        ScramMessages.ClientFirst read = ScramMessages.clientFirst("y,a=x=2Cy=3D,n=a=2Cb=3D2Cü,r=!~,x=1,Z==")
                .orElseThrow();
        assertEquals("y,a=x=2Cy=3D,", read.gs2Header());
        assertEquals("y", read.flag());
        assertEquals(Optional.of("x,y="), read.authzid());
        assertEquals("a,b=2Cü", read.username());
        assertEquals("!~", read.nonce());
        assertEquals("n=a=2Cb=3D2Cü,r=!~,x=1,Z==", read.bare());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                ",,n=u,r=r",
                "x,,n=u,r=r",
                "N,,n=u,r=r",
                "p,,n=u,r=r",
                "p=,,n=u,r=r",
                "n,u,n=u,r=r",
                "n,a=,n=u,r=r",
                "n,,n=,r=r",
                "n,,n=u,r=",
                "n,,n=u",
                "n,,r=r,n=u",
                "n,,x=1,n=u,r=r",
                "n,,n=u=,r=r",
                "n,,n=u=2c,r=r",
                "n,,n=u=3d,r=r",
                "n,,n=u=41,r=r",
                "n,,n=u,r=r,",
                "n,,n=u,r=r,x",
                "n,,n=u,r=r,x=",
                "n,,n=u,r=r,1=x",
                "n,,n=u,r=ü",
                "n,,n=u,r=a b",
                "n,,n=u\0,r=r",
                "n,,m=x,n=u,r=r",
                "n,,n=u,r=r,m=x",
                "n,a==2D,n=u,r=r",
                "n=u,r=r"
            })
    @Rule({"R-400", "R-402", "R-404", "R-418"})
    void refusesClientFirst(String text) {
        assertTrue(ScramMessages.clientFirst(text).isEmpty());
    }

    @Test
    void readsLongNames() {
        String name = "=2C".repeat(200_000);
        assertEquals(
                ",".repeat(200_000),
                ScramMessages.clientFirst("n,,n=" + name + ",r=r").orElseThrow().username());
    }

    @Test
    @Rule("R-405")
    void readsClientFinal() {
        ScramMessages.ClientFinal read =
                ScramMessages.clientFinal("c=biws,r=ab,x=p=,p=AAAA").orElseThrow();
        assertEquals("biws", read.channelBinding());
        assertEquals("AAAA", read.proof());
        assertEquals("c=biws,r=ab,x=p=", read.withoutProof());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "c=biws,r=ab", "c=biws,p=AAAA", "r=ab,c=biws,p=AAAA", "c=biws,r=ab,p=AAA", "c=biw,r=ab,p=AAAA",
                "c=biws,r=ab,p=AAAA,x=1", "c=biws,r=ab,m=1,p=AAAA", "c=biws,r=a b,p=AAAA", "c=biws,r=ab,,p=AAAA",
                        "p=AAAA", "c=,r=ab,p=AAAA"
            })
    @Rule({"R-404", "R-418"})
    void refusesClientFinal(String text) {
        assertTrue(ScramMessages.clientFinal(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=ab,s=AAAA",
                "s=AAAA,r=ab,i=1",
                "r=ab,s=AAAA,i=0",
                "r=ab,s=AAAA,i=01",
                "r=ab,s=AAAA,i=-1",
                "r=ab,s=AAAA,i=1e3",
                "r=ab,s=AAA,i=1",
                "r=ab,s=,i=1",
                "m=x,r=ab,s=AAAA,i=1",
                "r=ab,s=AAAA,i=1,m=x",
                "r=ab,s=AAAA,i=1,",
                "r=ü,s=AAAA,i=1",
                "r=ab,s=AAAA,i=\u0661"
            })
    @Rule({"R-404", "R-418"})
    void refusesServerFirst(String text) {
        assertTrue(ScramMessages.serverFirst(text).isEmpty());
    }

    @Test
    @Rule({"R-405", "R-419"})
    void readsTheServersSignature() {
        assertTrue(ScramMessages.serverSignature("v=AAAA,x=1").isPresent());
        assertFalse(ScramMessages.serverSignature("e=other-error").isPresent());
        assertFalse(ScramMessages.serverSignature("e=something-new").isPresent());
        assertFalse(ScramMessages.serverSignature("").isPresent());
        assertFalse(ScramMessages.serverSignature("v=AAA").isPresent());
    }
}
