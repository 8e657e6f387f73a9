package org.xmpptoolkit.testkit.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where {@code xmpp serve} listens.
 *
 * @param command the command, which says how it is used where it was not
 * @param bind the address of this machine
 */
record ListenOptions(CommandLine command, String bind) {
    /**
     * The address for a port.
     *
     * @param option the option that sets it
     * @param port its number; 0 for a free one
     */
    InetSocketAddress address(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw misuse(option + " is 0 to 65535");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw misuse("--bind " + bind + " is no address of this machine");
        }
    }

    ParameterException misuse(String message) {
        return new ParameterException(command, message);
    }
}
