package org.xmpptoolkit.examples.mailgateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidEscaping;

/**
 * Who is who on the other side. Somebody with the mail address {@code user@example.org} is {@code user%example.org@} and the gateway's
 * domain in XMPP; what a localpart cannot hold is escaped (XEP-0106). An XMPP user has the same localpart in the mail domain, behind
 * {@code %} the XMPP domain unless that is the first one served; what a mail address cannot hold stands as {@code =} and two
 * hexadecimal digits an octet.
 *
 * @param gateway the gateway's own domain
 * @param mailDomain the domain whose mail comes into the mailbox
 * @param served the XMPP domains whose users may send and receive mail, at least one
 */
record Addresses(Jid gateway, String mailDomain, List<Jid> served) {
    /** RFC 5321 section 4.5.3.1: octets of the part before the @, and of the whole. */
    private static final int MOST_LOCAL = 64;

    private static final int MOST = 254;
    /** A dot-atom (RFC 5322 section 3.2.3): no quoting, so nothing that could end a header or a command. */
    private static final String ATOMS = "[\\w!#$%&'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^`{|}~-]+)*";

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern MAIL = Pattern.compile("(" + ATOMS + ")@" + LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern PLAIN = Pattern.compile("[\\w!#$&'*+/?^`{|}~-]");
    private static final Pattern HEX = Pattern.compile("=([0-9A-Fa-f]{2})");

    Addresses {
        served = List.copyOf(served);
    }

    /** Whether a text is a mail address that we write into headers and commands. */
    static boolean isMail(String text) {
        Matcher mail = MAIL.matcher(text);
        return text.length() <= MOST && mail.matches() && mail.group(1).length() <= MOST_LOCAL;
    }

    /** The mail address that an address of the gateway stands for; nothing if it is none. */
    Optional<String> mailOf(Jid contact) {
        String localpart = contact.localpart().orElse("");
        int percent = localpart.lastIndexOf('%');
        if (percent < 0 || !contact.domain().equals(gateway)) {
            return Optional.empty();
        }
        String local = JidEscaping.unescape(localpart.substring(0, percent));
        return Jid.tryParse(localpart.substring(percent + 1))
                .toOptional()
                .filter(Jid::isDomain)
                .map(domain -> local + "@" + domain.domainpartToAscii())
                .filter(Addresses::isMail);
    }

    /** The address in XMPP of somebody with a mail address; nothing if there is none. */
    Optional<Jid> contactOf(String mail) {
        if (!isMail(mail)) {
            return Optional.empty();
        }
        int at = mail.lastIndexOf('@');
        String localpart = JidEscaping.escape(mail.substring(0, at)) + "%" + mail.substring(at + 1);
        return Jid.tryParse(localpart + "@" + gateway).toOptional();
    }

    boolean serves(Jid user) {
        return user.localpart().isPresent() && served.contains(user.domain());
    }

    /** The mail address of an XMPP user. */
    String mailOfUser(Jid user) {
        String local = encode(user.localpart().orElse(""));
        boolean first = user.domain().equals(served.get(0));
        return local + (first ? "" : "%" + user.domainpartToAscii()) + "@" + mailDomain;
    }

    /** The XMPP user with a mail address; nothing if it is of another domain, or the user's domain is not served. */
    Optional<Jid> userOf(String mail) {
        int at = mail.lastIndexOf('@');
        if (at < 0 || !mail.substring(at + 1).equalsIgnoreCase(mailDomain)) {
            return Optional.empty();
        }
        String local = mail.substring(0, at);
        int percent = local.lastIndexOf('%');
        String domain = percent < 0 ? served.get(0).toString() : local.substring(percent + 1);
        return decode(percent < 0 ? local : local.substring(0, percent))
                .flatMap(localpart -> Jid.tryParse(localpart + "@" + domain).toOptional())
                .filter(user -> user.isBare() && serves(user));
    }

    private static String encode(String localpart) {
        StringBuilder local = new StringBuilder();
        for (byte octet : localpart.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean dot = c == '.' && local.length() > 0 && local.charAt(local.length() - 1) != '.';
            if (dot || PLAIN.matcher(String.valueOf(c)).matches()) {
                local.append(c);
            } else {
                local.append(String.format(Locale.ROOT, "=%02X", (int) c));
            }
        }
        boolean dotAtEnd = local.length() > 0 && local.charAt(local.length() - 1) == '.';
        return dotAtEnd ? local.substring(0, local.length() - 1) + "=2E" : local.toString();
    }

    private static Optional<String> decode(String local) {
        ByteBuffer octets = ByteBuffer.allocate(local.length());
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            Matcher hex = HEX.matcher(local).region(i, local.length());
            if (c > 0x7F || c == '=' && !hex.lookingAt()) {
                return Optional.empty();
            }
            octets.put((byte) (c == '=' ? Integer.parseInt(hex.group(1), 16) : c));
            i += c == '=' ? 2 : 0;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
