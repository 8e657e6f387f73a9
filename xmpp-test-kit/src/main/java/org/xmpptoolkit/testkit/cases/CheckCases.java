package org.xmpptoolkit.testkit.cases;

import java.util.List;
import org.xmpptoolkit.testkit.cases.client.ClientCases;
import org.xmpptoolkit.testkit.cases.component.ComponentCases;
import org.xmpptoolkit.testkit.cases.federation.FederationCases;
import org.xmpptoolkit.testkit.cases.server.ServerCases;
import org.xmpptoolkit.testkit.cases.websocket.WebSocketCases;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ComponentStage;
import org.xmpptoolkit.testkit.check.FederationStage;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.WebSocketStage;

/** All cases that the kit has. */
public final class CheckCases {
    private CheckCases() {}

    /** {@return the cases about servers, over TCP} */
    public static List<CheckCase<ServerStage>> servers() {
        return ServerCases.all();
    }

    /** {@return the cases about servers, over WebSocket} */
    public static List<CheckCase<WebSocketStage>> webSockets() {
        return WebSocketCases.all();
    }

    /** {@return the cases about servers, by way of their components} */
    public static List<CheckCase<ComponentStage>> components() {
        return ComponentCases.all();
    }

    /** {@return the cases about servers, by way of other servers} */
    public static List<CheckCase<FederationStage>> federation() {
        return FederationCases.all();
    }

    /** {@return the cases about clients, over TCP} */
    public static List<CheckCase<ClientStage>> clients() {
        return ClientCases.all();
    }
}
