"""Makes chains.json beside it with OpenSSL 3: paths, valid and not, in the format of the collected cases.

Run it by hand (`python3 make_chains.py`) when a case is to be added; the result is committed, the private keys thrown away. Each case
has, beside what the collected ones have, the `fault` that is to come out.
"""

import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path(tempfile.mkdtemp())
KEYS = {}


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], cwd=WORK, capture_output=True, check=True, text=True).stdout


def key(owner, kind):
    """The file of the owner's key of this kind."""
    if (owner, kind) not in KEYS:
        name = f"{len(KEYS)}.key"
        options = {"ed25519": ["ED25519"], "dsa": None}.get(kind, ["EC", "-pkeyopt", f"ec_paramgen_curve:{kind}"])
        if kind.startswith("rsa"):
            options = ["RSA", "-pkeyopt", f"rsa_keygen_bits:{kind[3:]}"]
        openssl("genpkey", "-algorithm", *options, "-out", name)
        KEYS[owner, kind] = name
    return KEYS[owner, kind]


class Certificate:
    """One certificate, made when it is first asked for."""

    def __init__(self, cn, issuer=None, kind="P-256", serial="1234", start="20250101000000Z", end="20500101000000Z", subject=None, md=None,
                 sigopt=(), owner=None, tamper=False, **extensions):
        self.subject = f"/O=Example/CN={cn}" if subject is None else subject
        self.owner, self.kind, self.issuer = owner or cn, kind, issuer or self
        config = WORK / "ca.cnf"
        wanted = "".join(f"{name}={value}\n" for name, value in extensions.items() if value is not None)
        config.write_text(
            "[ca]\ndefault_ca=this\n[this]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\npolicy=any\nunique_subject=no\n"
            f"default_md={md or ('default' if self.issuer.kind == 'ed25519' else 'sha256')}\n"
            "[any]\norganizationName=optional\ncommonName=optional\n[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n"
            f"[wanted]\n{wanted}[directory]\nO=Example\n"
        )
        (WORK / "serial").write_text(serial + "\n")
        (WORK / "index.txt").write_text("")
        own = key(self.owner, kind)
        openssl("req", "-new", "-key", own, "-subj", self.subject, "-out", "request.csr")
        if issuer is None:
            by = ["-selfsign", "-keyfile", own]
        else:
            (WORK / "issuer.pem").write_text(issuer.plain)
            by = ["-cert", "issuer.pem", "-keyfile", key(issuer.owner, issuer.kind)]
        options = [part for option in sigopt for part in ("-sigopt", option)]
        openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "wanted", "-in", "request.csr", *by, *options, "-preserveDN",
                "-startdate", start, "-enddate", end, "-out", "made.pem")
        self.pem = openssl("x509", "-in", "made.pem")
        # A certificate of the same name and key with nothing that keeps OpenSSL from issuing by it.
        openssl("req", "-x509", "-new", "-key", own, "-subj", self.subject, "-days", "9999", "-addext", "subjectKeyIdentifier=hash", "-out",
                "plain.pem")
        self.plain = (WORK / "plain.pem").read_text()
        if tamper:
            body = self.pem.splitlines()
            last = body[-2]
            spot = len(last.rstrip("=")) // 2
            body[-2] = last[:spot] + ("A" if last[spot] != "A" else "B") + last[spot + 1:]
            self.pem = "\n".join(body) + "\n"


def ca(cn, issuer=None, **changes):
    extensions = {"basicConstraints": "critical,CA:true", "keyUsage": "critical,keyCertSign,cRLSign", "subjectKeyIdentifier": "hash"}
    if issuer:
        extensions["authorityKeyIdentifier"] = "keyid:always"
    return Certificate(cn, issuer, **{**extensions, **changes})


def server(issuer, cn="www.example.com", names="DNS:www.example.com", **changes):
    extensions = {"basicConstraints": "critical,CA:false", "keyUsage": "critical,digitalSignature", "subjectKeyIdentifier": "hash",
                  "authorityKeyIdentifier": "keyid:always", "extendedKeyUsage": "serverAuth", "subjectAltName": names}
    return Certificate(cn, issuer, **{**extensions, **changes})


CASES = []


def case(name, fault, leaf, untrusted, trusted, host="www.example.com", time="2026-01-01T00:00:00+00:00", features=(), description=""):
    kind = "IP" if host.replace(".", "").isdigit() or ":" in host else "DNS"
    CASES.append({
        "id": name, "description": description, "expect": "FAILURE" if fault else "SUCCESS", "fault": fault, "kind": "SERVER",
        "importance": "undetermined", "features": list(features), "host": {"kind": kind, "value": host}, "time": time,
        "leaf": leaf.pem, "untrusted": [one.pem for one in untrusted], "trusted": [one.pem for one in trusted],
    })


def cases():
    root = ca("Example Root")
    sub = ca("Example CA", root)
    leaf = server(sub)
    case("plain", None, leaf, [sub], [root])
    case("shuffled-with-foreign", None, leaf, [ca("Foreign Root"), root, sub, sub, leaf], [ca("Other Root"), root])
    case("directly-below-root", None, server(root), [], [root])
    case("intermediate-trusted", None, leaf, [root], [sub])
    case("cross-signed", None, leaf, [sub, ca("Example CA", ca("Another Root"))], [root])

    for kind, md in [("rsa2048", "sha256"), ("rsa2048", "sha384"), ("rsa2048", "sha512"), ("P-256", "sha512"), ("P-384", "sha384"),
                     ("P-521", "sha512"), ("ed25519", None)]:
        top = ca("Example Root", kind=kind, md=md)
        case(f"signed-{kind}-{md}", None, server(top, md=md), [], [top])
    rsa = ca("Example Root", kind="rsa2048")
    pss = ("rsa_padding_mode:pss", "rsa_pss_saltlen:digest")
    for md in ["sha256", "sha384", "sha512"]:
        case(f"signed-pss-{md}", None, server(rsa, md=md, sigopt=pss), [], [rsa])
    case("signed-sha1", "UnsupportedAlgorithm", server(rsa, md="sha1"), [], [rsa])
    case("signed-sha224", "UnsupportedAlgorithm", server(rsa, md="sha224"), [], [rsa])
    case("root-signed-sha1", None, server(rsa), [], [ca("Example Root", kind="rsa2048", md="sha1")])
    case("root-signed-sha224", "RootSignature", server(rsa), [], [ca("Example Root", kind="rsa2048", md="sha224")])
    k1 = ca("Example Root", kind="secp256k1")
    case("curve-of-issuer", "UnsupportedAlgorithm", server(k1), [], [k1])
    case("curve-of-leaf", "Key", server(root, kind="secp256k1"), [], [root])
    case("rsa-1024", "Key", server(root, kind="rsa1024"), [], [root])
    case("rsa-2052", "Key", server(root, kind="rsa2052"), [], [root])

    case("tampered-leaf", "SignatureInvalid", server(sub, tamper=True), [sub], [root])
    case("tampered-intermediate", "SignatureInvalid", leaf, [ca("Example CA", root, tamper=True)], [root])
    case("other-key-of-root", "SignatureInvalid", leaf, [sub], [ca("Example Root", owner="impostor")])
    case("intermediate-missing", "UnknownIssuer", leaf, [], [root])
    case("root-missing", "UnknownIssuer", leaf, [sub], [ca("Other Root")])
    case("no-root", "UnknownIssuer", leaf, [sub, root], [])

    case("expired", "Expired", leaf, [sub], [root], time="2050-01-01T00:00:01+00:00")
    case("last-second", None, leaf, [sub], [root], time="2050-01-01T00:00:00+00:00")
    case("not-yet-valid", "NotYetValid", leaf, [sub], [root], time="2024-12-31T23:59:59+00:00")
    case("expired-intermediate", "Expired", leaf, [ca("Example CA", root, end="20251231235959Z")], [root])
    case("expired-root", "Expired", leaf, [sub], [ca("Example Root", end="20251231235959Z")])
    case("future-root", "NotYetValid", leaf, [sub], [ca("Example Root", start="20260601000000Z")])

    case("other-name", "NameNotCovered", leaf, [sub], [root], host="shop.example.com")
    case("wildcard", None, server(root, names="DNS:*.example.com", cn="*.example.com"), [], [root])
    case("wildcard-two-labels", "NameNotCovered", server(root, names="DNS:*.example.com", cn="*.example.com"), [], [root],
         host="a.b.example.com")
    case("wildcard-apex", "NameNotCovered", server(root, names="DNS:*.example.com", cn="*.example.com"), [], [root], host="example.com")
    case("address", None, server(root, names="IP:192.0.2.7", cn="192.0.2.7"), [], [root], host="192.0.2.7")
    case("address-v6", None, server(root, names="IP:2001:db8::7", cn="2001:db8::7"), [], [root], host="2001:db8::7")
    case("other-address", "NameNotCovered", server(root, names="IP:192.0.2.8", cn="192.0.2.8"), [], [root], host="192.0.2.7")
    case("address-as-dns-name", "DnsName", server(root, names="DNS:192.0.2.7", cn="Server"), [], [root], host="192.0.2.7")
    case("address-spelled-otherwise", "CommonName", server(root, names="IP:192.0.2.7", cn="192.0.2.007"), [], [root], host="192.0.2.7")
    case("common-name-apart", "CommonName", server(root, cn="shop.example.com"), [], [root])
    case("common-name-above", None, server(root, cn="example.com"), [], [root])
    case("common-name-in-words", None, server(root, cn="Our web server"), [], [root])
    case("no-names", "SubjectAltNameMissing", server(root, names=None), [], [root])
    case("underscore", "DnsName", server(root, names="DNS:www.example.com,DNS:a_b.example.com"), [], [root])
    case("wildcard-of-top-level-domain", "DnsName", server(root, names="DNS:www.example.com,DNS:*.com"), [], [root])
    case("wildcard-within-label", "DnsName", server(root, names="DNS:www.example.com,DNS:w*.example.com"), [], [root])
    case("empty-subject", "SubjectAltNameCriticality", server(root, subject="/"), [], [root])
    case("empty-subject-critical", None, server(root, subject="/", names="critical,DNS:www.example.com"), [], [root])

    case("critical-names", "SubjectAltNameCriticality", server(root, names="critical,DNS:www.example.com"), [], [root])
    policies = {"policyConstraints": "requireExplicitPolicy:3"}
    case("policies-not-critical", "PoliciesNotCritical", leaf, [ca("Example CA", root, **policies)], [root])
    policies = {"policyConstraints": "critical,requireExplicitPolicy:3"}
    case("policies-critical", "UnsupportedCriticalExtension", leaf, [ca("Example CA", root, **policies)], [root])
    access = {"authorityInfoAccess": "OCSP;URI:http://ocsp.example.com/,caIssuers;URI:http://www.example.com/ca.crt"}
    case("info-access", None, server(root, **access), [], [root])
    case("info-access-broken", "ExtensionMalformed", server(root, **{"1.3.6.1.5.5.7.1.1": "DER:0C0178"}), [], [root])
    case("info-access-critical", "UnsupportedCriticalExtension", server(root, authorityInfoAccess="critical,OCSP;URI:http://ocsp.example.com/"),
         [], [root])

    no_ca = "critical,CA:false"
    case("intermediate-no-ca", "NotCa", leaf, [ca("Example CA", root, basicConstraints=no_ca, keyUsage="digitalSignature")], [root])
    case("intermediate-no-constraints", "NotCa", leaf, [ca("Example CA", root, basicConstraints=None)], [root])
    case("intermediate-may-not-sign", "NotCa", leaf, [ca("Example CA", root, keyUsage="critical,cRLSign")], [root])
    case("root-no-constraints", "NotCa", leaf, [sub], [ca("Example Root", basicConstraints=None)])
    case("root-may-not-sign", "NotCa", leaf, [sub], [ca("Example Root", keyUsage="critical,cRLSign")])
    case("leaf-is-ca", "LeafIsCa", server(root, basicConstraints="critical,CA:true"), [], [root])
    low = ca("Lower CA", sub)
    case("path-length", "PathLenExceeded", server(low), [low, ca("Example CA", root, basicConstraints="critical,CA:true,pathlen:0")], [root])
    case("path-length-kept", None, server(low), [low, ca("Example CA", root, basicConstraints="critical,CA:true,pathlen:1")], [root])
    case("path-length-of-root", "PathLenExceeded", leaf, [sub], [ca("Example Root", basicConstraints="critical,CA:true,pathlen:0")])

    def constrained(value):
        return ca("Example CA", root, nameConstraints=value)

    for name, fault, value in [
        ("permitted", None, "critical,permitted;DNS:example.com"), ("not-permitted", "NameConstraintViolated", "permitted;DNS:example.org"),
        ("excluded", "NameConstraintViolated", "critical,excluded;DNS:www.example.com"),
        ("of-addresses", None, "critical,excluded;IP:192.0.2.0/255.255.255.0"),
        ("leading-dot", "NameConstraintsContent", "critical,permitted;DNS:.example.com"),
        ("scattered-mask", "NameConstraintsContent", "critical,permitted;IP:192.0.2.0/255.0.255.0"),
        ("of-directory", "NameConstraintViolated", "critical,permitted;dirName:directory"),
    ]:
        features = ["name-constraint-dn"] if name == "of-directory" else []
        case(f"name-constraint-{name}", fault, leaf, [constrained(value)], [root], features=features)
    case("name-constraint-in-leaf", "NameConstraintsInLeaf", server(root, nameConstraints="critical,permitted;DNS:example.com"), [], [root])

    case("client-only", "ServerAuthMissing", server(root, extendedKeyUsage="clientAuth"), [], [root])
    case("any-usage", "ServerAuthMissing", server(root, extendedKeyUsage="anyExtendedKeyUsage"), [], [root])
    case("any-usage-too", "ExtendedKeyUsage", server(root, extendedKeyUsage="serverAuth,anyExtendedKeyUsage"), [], [root])
    case("no-usage", "ExtendedKeyUsage", server(root, extendedKeyUsage=None), [], [root])
    case("critical-usage", "CriticalExtension", server(root, extendedKeyUsage="critical,serverAuth"), [], [root])
    case("intermediate-for-clients", "ServerAuthMissing", leaf, [ca("Example CA", root, extendedKeyUsage="clientAuth")], [root])
    case("root-with-usage", "ExtendedKeyUsage", leaf, [sub], [ca("Example Root", extendedKeyUsage="serverAuth")])
    case("leaf-signs", "LeafKeyUsage", server(root, keyUsage="critical,digitalSignature,keyCertSign"), [], [root])
    case("leaf-without-key-usage", None, server(root, keyUsage=None), [], [root])

    unknown = {"1.2.3.4.5": "critical,DER:0500"}
    case("unknown-critical", "UnsupportedCriticalExtension", server(root, **unknown), [], [root])
    case("unknown", None, server(root, **{"1.2.3.4.5": "DER:0500"}), [], [root])
    case("unknown-critical-in-intermediate", "UnsupportedCriticalExtension", leaf, [ca("Example CA", root, **unknown)], [root])
    case("unknown-critical-in-root", "UnsupportedCriticalExtension", leaf, [sub], [ca("Example Root", **unknown)])

    case("no-authority-key-id", "AuthorityKeyIdMissing", server(root, authorityKeyIdentifier="none"), [], [root])
    case("no-authority-key-id-in-intermediate", "AuthorityKeyIdMissing", leaf, [ca("Example CA", root, authorityKeyIdentifier="none")], [root])
    case("authority-serial", "AuthorityKeyIdContent", server(root, authorityKeyIdentifier="keyid:always,issuer:always"), [], [root])
    case("authority-serial-in-root", "AuthorityKeyIdContent", leaf, [sub], [ca("Example Root", authorityKeyIdentifier="keyid,issuer:always")])
    case("no-subject-key-id", "SubjectKeyIdMissing", leaf, [ca("Example CA", root, subjectKeyIdentifier="none")], [root])
    case("no-subject-key-id-in-root", "SubjectKeyIdMissing", leaf, [sub], [ca("Example Root", subjectKeyIdentifier="none")])
    case("no-key-usage", "KeyUsageMissing", leaf, [ca("Example CA", root, keyUsage=None)], [root])
    case("constraints-not-critical", "BasicConstraintsNotCritical", leaf, [ca("Example CA", root, basicConstraints="CA:true")], [root])
    case("serial-zero", "SerialNumber", server(root, serial="00"), [], [root])
    case("serial-zero-of-root", None, leaf, [sub], [ca("Example Root", serial="00")])
    case("serial-too-long", "SerialNumber", server(root, serial="01" + "00" * 20), [], [root])
    case("serial-long", None, server(root, serial="01" + "00" * 19), [], [root])


try:
    cases()
    (HERE / "chains.json").write_text(json.dumps(CASES, indent=1, ensure_ascii=False) + "\n")
    print(len(CASES))
except subprocess.CalledProcessError as error:
    raise SystemExit(f"{error}\n{error.stderr}")
finally:
    shutil.rmtree(WORK)
