//! What can be found about HTTPS, and what to do about it.

use crate::check::finding::{Group, Situation};

macro_rules! situations {
    ($($kind:ident $name:ident = $id:literal $(, $advice:literal)?;)*) => {
        $(
            #[doc = concat!("`", $id, "`")]
            pub static $name: Situation = Situation::$kind(Group::Https, $id $(, $advice)?);
        )*

        /// Every situation of this group.
        pub static ALL: &[&Situation] = &[$(&$name),*];
    };
}

situations! {
    // Whether the host can be reached.
    ok REACHABLE = "reachable";
    unreachable UNRESOLVABLE = "unresolvable",
        "Check the spelling of the host. If it is right, add an A record (and AAAA, if the server has IPv6) in DNS.";
    unreachable RESOLVER_SILENT = "resolver-silent",
        "The name server of this machine does not answer. Check the network here; try from another network too.";
    unreachable REFUSED = "refused",
        "Nothing listens on this port. Start the web server, or let it listen on the public address and not only on \
         127.0.0.1 (nginx: `listen 443 ssl;` and `listen [::]:443 ssl;`). Check the port in the address.";
    unreachable FILTERED = "filtered",
        "A firewall swallows the connections, or the host is down. Open the port in the firewall and in the provider's \
         security group.";
    unreachable UNROUTABLE = "unroutable",
        "No router knows the way to this address. Check that DNS names the public address of the server and not an \
         internal one.";
    unreachable CONNECT_FAILS = "connect-fails",
        "The connection fails before TLS begins. Look at the fact, and try `curl -v` from this machine.";
    failure IPV6_BROKEN = "ipv6-broken",
        "IPv6 is announced in DNS, but dead. Phones on mobile networks wait for it or fail. Let the web server listen \
         on IPv6 (nginx: `listen [::]:443 ssl;`) and open the firewall, or remove the AAAA record.";
    failure IPV4_BROKEN = "ipv4-broken",
        "IPv4 is announced in DNS, but dead; most networks have only IPv4. Let the web server listen on IPv4 \
         (nginx: `listen 443 ssl;`) and open the firewall, or correct the A record.";
    warning ADDRESS_DEAD = "address-dead",
        "One of several addresses in DNS is dead, so that a part of the connections is slow or fails. Repair that \
         server, or remove its record from DNS.";
    skipped FAMILY_UNTESTED = "family-untested",
        "This machine has no connection of this kind. Run the check from a network that has it, for example over a \
         mobile phone.";
    skipped ADDRESSES_UNTRIED = "addresses-untried",
        "DNS names many addresses; only the first ones were tried.";

    // Whether TLS is spoken, and how.
    ok TLS_VERSIONS = "tls-versions";
    unreachable NOT_TLS = "not-tls",
        "Something else than TLS answers on this port. Turn TLS on for it (nginx: the word `ssl` in `listen 443 ssl;`), \
         or correct the port in the address.";
    unreachable TLS_SILENT = "tls-silent",
        "The port accepts connections, but no TLS server answers. Look whether a load balancer has no live server \
         behind it, or whether the web server is overloaded.";
    unreachable TLS_CLOSED = "tls-closed",
        "The port closes every connection at once. Look whether the load balancer has a live server behind it, whether \
         a firewall inspects TLS, and whether the web server has a certificate for this name.";
    unreachable NAME_REFUSED = "name-refused",
        "The web server has no site of this name and rejects the handshake. Add the name to the site (nginx: \
         `server_name`; Apache: `ServerAlias`) and to its certificate, or use the right name.";
    unreachable HANDSHAKE_FAILS = "handshake-fails",
        "TLS answers, but no client of today can agree with it. Look into the error log of the web server, and check \
         the lines for protocols, ciphers, certificate and key.";
    unreachable OLD_TLS_ONLY = "old-tls-only",
        "Only TLS 1.0 or 1.1 is offered, which phones, Thunderbird and browsers of today refuse. Update the web server \
         and set `ssl_protocols TLSv1.2 TLSv1.3;` (Apache: `SSLProtocol -all +TLSv1.2 +TLSv1.3`).";
    unreachable OLD_CIPHERS_ONLY = "old-ciphers-only",
        "TLS 1.2 is offered, but only with ciphers that current clients have given up. Allow ECDHE with AES-GCM (nginx: \
         `ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
         ECDHE-RSA-AES256-GCM-SHA384;`).";
    warning TLS12_MISSING = "tls12-missing",
        "Without TLS 1.2, older phones and Outlook on older versions of Windows cannot connect. Keep `TLSv1.2` beside \
         `TLSv1.3` until you know that nobody needs it.";
    warning TLS13_MISSING = "tls13-missing",
        "TLS 1.2 alone works today. Add TLS 1.3, which is faster and is going to be expected (nginx: `ssl_protocols \
         TLSv1.2 TLSv1.3;`; it needs OpenSSL 1.1.1 or newer).";
    warning OLD_TLS_OFFERED = "old-tls-offered",
        "TLS 1.0 and 1.1 are forbidden since 2021 (RFC 8996) and only serve attackers. Remove them (nginx: \
         `ssl_protocols TLSv1.2 TLSv1.3;`; Apache: `SSLProtocol -all +TLSv1.2 +TLSv1.3`).";
    warning CLIENT_CERTIFICATE = "client-certificate",
        "The server asks for a certificate of the client. Most sync clients have none, and some show a dialog or give \
         up. Do not ask for it on this host (nginx: remove `ssl_verify_client`; Apache: `SSLVerifyClient`).";
    warning NAMELESS_REFUSED = "nameless-refused",
        "Clients that tell no host name (SNI), such as old telephones and libraries, are turned away. Make this site \
         the default of its address (nginx: `default_server`).";
    warning NAMELESS_DIFFERS = "nameless-differs",
        "Clients that tell no host name (SNI) get the certificate of another site and warn. Make this site the default \
         of its address (nginx: `default_server`), or put all names into one certificate.";

    // The server's own certificate.
    ok CERTIFICATE = "certificate";
    failure CERTIFICATE_UNREADABLE = "certificate-unreadable",
        "What the server sends is no certificate. Check with `openssl x509 -in FILE -noout -text` that the certificate \
         file is whole, and install it again.";
    failure CERTIFICATE_EXPIRED = "certificate-expired",
        "All clients stop; iOS asks for the password again and again. Renew the certificate and reload the web server. \
         If it was renewed on disk already, the reload is missing: add it to the renewal hook.";
    failure CERTIFICATE_EXPIRES_NOW = "certificate-expires-within-days",
        "Renew now, and reload the web server. Automatic renewal should have happened weeks ago: look into its log, \
         and whether its hook reloads the web server.";
    warning CERTIFICATE_EXPIRES_SOON = "certificate-expires-soon",
        "Plan the renewal. If it is automatic, see that it runs (`certbot renew --dry-run`) and that its hook reloads \
         the web server.";
    failure CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid",
        "Clients refuse it until then. Check the clock of this machine and of the machine that issued the certificate; \
         if both are right, put the previous certificate back.";
    failure CERTIFICATE_WRONG_NAME = "certificate-wrong-name",
        "Clients refuse the connection. Get a certificate that has this name among its alternative names (certbot: \
         `-d NAME` for each), or tell people an address that the certificate covers.";
    failure CERTIFICATE_WILDCARD_DEPTH = "certificate-wildcard-depth",
        "A `*` stands for exactly one label: `*.example.org` covers `dav.example.org`, but neither `example.org` nor \
         `a.dav.example.org`. Add this name to the certificate.";
    failure CERTIFICATE_WITHOUT_ADDRESS = "certificate-without-address",
        "Certificates name hosts, rarely addresses. Give people the host name and not the IP address.";
    failure CERTIFICATE_WITHOUT_NAMES = "certificate-without-names",
        "The host stands only in the common name, which clients have ignored for years. Issue it again with a subject \
         alternative name (openssl: `-addext subjectAltName=DNS:NAME`).";
    failure KEY_WEAK = "key-weak",
        "Phones refuse such short keys. Make a new key, RSA of 2048 bits or EC of 256 bits at least, and have a \
         certificate issued for it (certbot: `--key-type ecdsa`).";
    failure SIGNATURE_WEAK = "signature-weak",
        "Clients of today refuse certificates that are signed with SHA-1 or MD5. Have it issued again with SHA-256; \
         with an authority of your own, set `default_md = sha256`.";
    failure VALIDITY_OVER_398_DAYS = "validity-over-398-days",
        "Apple devices refuse certificates of public authorities that are valid for more than 398 days. Have it issued \
         again for a shorter time.";
    failure VALIDITY_OVER_825_DAYS = "validity-over-825-days",
        "Apple devices refuse every certificate that is valid for more than 825 days, whoever issued it. Issue it again \
         for two years at most.";
    failure CERTIFICATE_PURPOSE = "certificate-purpose",
        "The certificate is meant for something else, for example for mail. Issue it with the purpose `serverAuth` \
         (extended key usage).";
    failure CERTIFICATE_IS_AUTHORITY = "certificate-is-authority",
        "The certificate of an authority (`CA:TRUE`) stands where the server's own belongs. Issue one for the server \
         with `CA:FALSE`, and configure that.";
    warning CERTIFICATE_DIFFERS = "certificate-differs",
        "The addresses of this host show different certificates. As a rule one of the servers was forgotten at the \
         last renewal: install the new certificate there and reload it.";

    // The chain above it.
    ok CHAIN_TRUSTED = "chain-trusted";
    ok CHAIN_TRUSTED_BY_GIVEN = "chain-trusted-by-given";
    failure SELF_SIGNED = "self-signed",
        "Clients warn or refuse, and iOS sends no password. Get a certificate of a public authority, for example with \
         certbot. For a trial, pass the certificate with `--ca FILE`.";
    failure PRIVATE_CA = "private-ca",
        "This machine does not know the authority. If it is your own, pass its root with `--ca FILE`; phones and \
         Thunderbird need that root installed, best by a profile before people begin. Otherwise get a certificate of a \
         public authority.";
    failure ISSUER_UNKNOWN = "issuer-unknown",
        "If the issuer is an intermediate, let the server send it too (`fullchain.pem`). If it is the root of your own \
         authority, pass it with `--ca FILE` and install it on all devices. If it is a new public root, update the \
         list of authorities of this machine (package `ca-certificates`).";
    failure CHAIN_INCOMPLETE = "chain-incomplete",
        "Browsers fetch the missing certificate, phones and sync clients do not. Let the server send it: nginx \
         `ssl_certificate …/fullchain.pem;` in place of `cert.pem`; Apache 2.4.8 or newer `SSLCertificateFile \
         …/fullchain.pem`. Then reload.";
    failure CHAIN_MEMBER_EXPIRED = "chain-member-expired",
        "The server's own certificate holds, but not the one above it. Replace the intermediate in the chain file by \
         the current one of the authority, or renew (`certbot renew --force-renewal`), and reload.";
    failure CHAIN_MEMBER_NOT_YET_VALID = "chain-member-not-yet-valid",
        "The server's own certificate holds, but not yet the one above it. Check the clock of this machine; otherwise \
         send the previous intermediate until then.";
    failure CHAIN_SIGNATURE_WRONG = "chain-signature-wrong",
        "An intermediate of the right name but with another key is sent, often the previous generation. Replace it by \
         the one that issued this certificate: take the chain file of the same renewal.";
    failure CHAIN_INVALID = "chain-invalid",
        "The chain does not hold. Look at it with `openssl s_client -connect HOST:443 -servername HOST -showcerts`, and \
         install the chain file anew.";
    warning CHAIN_ORDER = "chain-order",
        "Some clients read the chain only in order. Put the server's own certificate first, then its issuer, then that \
         one's issuer.";
    warning CHAIN_SUPERFLUOUS = "chain-superfluous",
        "Certificates are sent that do not belong to this chain; some clients take the wrong path. Send only the \
         server's own certificate and its intermediates (`fullchain.pem`).";
    warning CHAIN_ROOT_SENT = "chain-root-sent",
        "Clients trust only roots that they have already; a root that is sent slows every connection. Remove it from \
         the chain file.";
    warning CHAIN_LEFTOVER_EXPIRED = "chain-leftover-expired",
        "An expired certificate is sent along that newer clients do not need. Older phones and Outlook may take the \
         path over it and fail. Remove it from the chain file.";

    // Plain HTTP.
    ok HTTP_REDIRECTS = "http-redirects";
    ok HTTP_CLOSED = "http-closed";
    failure HTTP_SERVES_DAV = "http-serves-dav",
        "DAV is served without TLS, and passwords travel readable. Let the site on port 80 do nothing but redirect \
         (nginx: `return 301 https://$host$request_uri;`).";
    warning HTTP_NOT_REDIRECTED = "http-not-redirected",
        "People who type the address without `https://` end elsewhere. Redirect all of port 80 (nginx: `return 301 \
         https://$host$request_uri;`; Apache: `Redirect permanent / https://HOST/`), or close the port.";
    warning HTTP_REDIRECTS_ONLY_GET = "http-redirects-only-get",
        "Browsers are redirected, sync clients are not. Redirect all methods: no `limit_except`, and `return 301` in \
         place of a page.";
    warning HTTP_REDIRECTS_ELSEWHERE = "http-redirects-elsewhere",
        "The redirect leads to another host, and clients may refuse to send the password there. Redirect to the same \
         host (nginx: `return 301 https://$host$request_uri;`).";
    warning HTTP_REDIRECTS_INSECURELY = "http-redirects-insecurely",
        "The redirect leads to an address without TLS again. Behind a load balancer, the web server must be told of \
         https (`X-Forwarded-Proto`; SOGo: `x-webobjects-server-url https://$host`). Redirect to `https://`.";
    warning HTTP_BROKEN = "http-broken",
        "Port 80 is open, but no web server answers properly. Redirect it to https, or close it.";
}
