// SCRAM (RFC 5802, RFC 7677) by WebCrypto, which a browser has on https pages and on those of localhost only.

const HASHES = [
    ['SCRAM-SHA-512', 'SHA-512', 512],
    ['SCRAM-SHA-256', 'SHA-256', 256],
    ['SCRAM-SHA-1', 'SHA-1', 160],
];
const LEAST_ITERATIONS = 4096;
/** More would keep the browser busy for long: a server could hang it. */
const MOST_ITERATIONS = 1_000_000;
const NONCE_OCTETS = 24;

const utf8 = (text) => new TextEncoder().encode(text);
const base64 = (octets) => btoa(String.fromCharCode(...new Uint8Array(octets)));
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** The best mechanism of those that a server offers, or undefined; PLAIN is never used. */
export function choose(offered) {
    return HASHES.map(([name]) => name).find((name) => offered.includes(name));
}

/** One exchange: first(), then final(challenge), then verify(success). */
export class Scram {
    #hash;
    #bits;
    #bare;
    #password;
    #nonce = base64(crypto.getRandomValues(new Uint8Array(NONCE_OCTETS)));
    #signature;

    constructor(mechanism, user, password) {
        [, this.#hash, this.#bits] = HASHES.find(([name]) => name === mechanism);
        // NFKC is the part of SASLprep (RFC 4013) that typed passwords need; code points that it forbids are left to the server.
        const name = user.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C');
        this.#password = password.normalize('NFKC');
        this.#bare = `n=${name},r=${this.#nonce}`;
    }

    /** The client's first message; n: no channel binding, which scripts cannot have. */
    first() {
        return btoa(String.fromCharCode(...utf8(`n,,${this.#bare}`)));
    }

    /** The client's final message. */
    async final(challenge) {
        const server = new TextDecoder().decode(fromBase64(challenge));
        const parts = attributes(server);
        const iterations = Number(parts.i);
        if (!parts.r?.startsWith(this.#nonce) || parts.r === this.#nonce || !parts.s || parts.m !== undefined) {
            throw new Error("the server's challenge is not for us");
        }
        if (!(iterations >= LEAST_ITERATIONS && iterations <= MOST_ITERATIONS)) {
            throw new Error(`the server asks for ${parts.i} iterations, which is too few or too many`);
        }
        const salted = await this.#salted(fromBase64(parts.s), iterations);
        const clientKey = await this.#hmac(salted, 'Client Key');
        const storedKey = await crypto.subtle.digest(this.#hash, clientKey);
        const unproved = `c=biws,r=${parts.r}`;
        const exchange = `${this.#bare},${server},${unproved}`;
        const proof = new Uint8Array(clientKey);
        const mask = new Uint8Array(await this.#hmac(storedKey, exchange));
        proof.forEach((octet, i) => { proof[i] = octet ^ mask[i]; });
        this.#signature = base64(await this.#hmac(await this.#hmac(salted, 'Server Key'), exchange));
        return btoa(`${unproved},p=${base64(proof)}`);
    }

    /** Throws unless the server has proved that it knows the password too. */
    verify(success) {
        if (this.#signature === undefined || attributes(atob(success)).v !== this.#signature) {
            throw new Error('the server did not prove that it knows the password: do not trust it');
        }
    }

    async #salted(salt, iterations) {
        const key = await crypto.subtle.importKey('raw', utf8(this.#password), 'PBKDF2', false, ['deriveBits']);
        return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: this.#hash, salt, iterations }, key, this.#bits);
    }

    async #hmac(secret, text) {
        const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: this.#hash }, false, ['sign']);
        return crypto.subtle.sign('HMAC', key, utf8(text));
    }
}

function attributes(message) {
    return Object.fromEntries(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}
