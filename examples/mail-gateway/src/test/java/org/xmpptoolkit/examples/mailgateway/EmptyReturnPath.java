package org.xmpptoolkit.examples.mailgateway;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;

/** GreenMail's SMTP server, which by itself takes no recipients behind {@code MAIL FROM:<>}. */
final class EmptyReturnPath extends SmtpServer {
    EmptyReturnPath(ServerSetup setup, Managers managers) {
        super(setup, managers);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket socket) {
        SmtpCommandRegistry registry = new SmtpCommandRegistry() {
            @Override
            public SmtpCommand getCommand(String name) {
                SmtpCommand command = super.getCommand(name);
                return name.toUpperCase(Locale.ROOT).startsWith("MAIL") ? new Mail(command) : command;
            }
        };
        return new SmtpHandler(registry, managers.getSmtpManager(), socket);
    }

    private static final class Mail extends SmtpCommand {
        private final SmtpCommand usual;

        Mail(SmtpCommand usual) {
            this.usual = usual;
        }

        @Override
        public void execute(SmtpConnection connection, SmtpState state, SmtpManager manager, String line)
                throws IOException {
            usual.execute(connection, state, manager, line);
            if (line.contains("<>")) {
                state.clearMessagePreservingAuthenticationState();
                state.getMessage().setReturnPath(new MailAddress(""));
            }
        }
    }
}
