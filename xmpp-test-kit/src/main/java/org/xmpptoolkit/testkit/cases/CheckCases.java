package org.xmpptoolkit.testkit.cases;

import java.util.List;
import org.xmpptoolkit.testkit.cases.client.ClientCases;
import org.xmpptoolkit.testkit.cases.server.ServerCases;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ServerStage;

/** All cases that the kit has. */
public final class CheckCases {
    private CheckCases() {}

    /** Those about servers, over TCP. */
    public static List<CheckCase<ServerStage>> servers() {
        return ServerCases.all();
    }

    /** Those about clients, over TCP. */
    public static List<CheckCase<ClientStage>> clients() {
        return ClientCases.all();
    }
}
