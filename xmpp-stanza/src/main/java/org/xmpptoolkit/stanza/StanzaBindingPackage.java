package org.xmpptoolkit.stanza;

import java.util.List;
import org.xmpptoolkit.stanza.bind.Bind;
import org.xmpptoolkit.stanza.caps.EntityCaps;
import org.xmpptoolkit.stanza.carbons.CarbonReceived;
import org.xmpptoolkit.stanza.carbons.CarbonSent;
import org.xmpptoolkit.stanza.carbons.CarbonsDisable;
import org.xmpptoolkit.stanza.carbons.CarbonsEnable;
import org.xmpptoolkit.stanza.carbons.CarbonsPrivate;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.component.Handshake;
import org.xmpptoolkit.stanza.correct.Replace;
import org.xmpptoolkit.stanza.dataforms.DataForm;
import org.xmpptoolkit.stanza.delay.Delay;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.DiscoItems;
import org.xmpptoolkit.stanza.forward.Forwarded;
import org.xmpptoolkit.stanza.oob.OobData;
import org.xmpptoolkit.stanza.oob.OobQuery;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stanza.receipts.Receipt;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.session.Session;
import org.xmpptoolkit.stanza.stableids.OriginId;
import org.xmpptoolkit.stanza.stableids.StanzaId;
import org.xmpptoolkit.stanza.streammanagement.Ack;
import org.xmpptoolkit.stanza.streammanagement.AckRequest;
import org.xmpptoolkit.stanza.streammanagement.Enable;
import org.xmpptoolkit.stanza.streammanagement.Enabled;
import org.xmpptoolkit.stanza.streammanagement.Failed;
import org.xmpptoolkit.stanza.streammanagement.HandledCountTooHigh;
import org.xmpptoolkit.stanza.streammanagement.Resume;
import org.xmpptoolkit.stanza.streammanagement.Resumed;
import org.xmpptoolkit.stanza.streammanagement.StreamManagementFeature;
import org.xmpptoolkit.stanza.version.SoftwareVersion;

/** The JAXB classes of this module, for {@link org.xmpptoolkit.core.Binding#standard()} and {@link ExtensionRegistry#standard()}. */
public final class StanzaBindingPackage implements PayloadPackage {
    /** For {@link java.util.ServiceLoader}. */
    public StanzaBindingPackage() {}

    @Override
    public List<Class<?>> classes() {
        return List.of(
                Message.class,
                Presence.class,
                Iq.class,
                Roster.class,
                Bind.class,
                Session.class,
                DiscoInfo.class,
                DiscoItems.class,
                Ping.class,
                SoftwareVersion.class,
                Delay.class,
                ChatState.Active.class,
                ChatState.Composing.class,
                ChatState.Paused.class,
                ChatState.Inactive.class,
                ChatState.Gone.class,
                ReceiptRequest.class,
                Receipt.class,
                CarbonsEnable.class,
                CarbonsDisable.class,
                CarbonsPrivate.class,
                CarbonSent.class,
                CarbonReceived.class,
                Forwarded.class,
                DataForm.class,
                EntityCaps.class,
                OobData.class,
                OobQuery.class,
                Replace.class,
                StanzaId.class,
                OriginId.class,
                Enable.class,
                Enabled.class,
                Resume.class,
                Resumed.class,
                AckRequest.class,
                Ack.class,
                Failed.class,
                StreamManagementFeature.class,
                HandledCountTooHigh.class,
                Handshake.class);
    }

    @Override
    public List<PayloadBinding<?>> bindings() {
        return List.of(Roster.binding());
    }
}
