package org.xmpptoolkit.examples.mailgateway;

/** What is done while a server is down. */
interface Between {
    void run() throws Exception;
}
