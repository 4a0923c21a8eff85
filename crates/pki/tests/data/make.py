"""Makes the samples beside it with OpenSSL 3: the certificates, and the requests of csr.json.

Run it by hand (`python3 make.py`) when a sample is to be added; the results are committed, the private keys thrown away.
What it asks OpenSSL for is what the tests expect. digicert-global-root-g2.pem alone is not made here: it is the real one, of Debian's
ca-certificates.
"""

import base64
import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path(tempfile.mkdtemp())


def openssl(*arguments, given=None):
    return subprocess.run(["openssl", *map(str, arguments)], cwd=WORK, input=given, capture_output=True, check=True).stdout


def key(name, kind):
    options = {
        "rsa1024": ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
        "rsa2048": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        "rsa3072": ["RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
        "pss": ["RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
        "ed25519": ["ED25519"],
        "ed448": ["ED448"],
    }.get(kind) or ["EC", "-pkeyopt", f"ec_paramgen_curve:{kind}"]
    openssl("genpkey", "-algorithm", *options, "-out", f"{name}.key")


# Certificates: name of the file, subject, its key, issuer (None: itself), serial, first and last second, extensions.

CA = "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
AKI = "authorityKeyIdentifier=keyid:always\n"
LEAF = AKI + "subjectKeyIdentifier=hash\nbasicConstraints=critical,CA:false\nextendedKeyUsage=serverAuth\n"
LEAF_FULL = (
    AKI
    + """subjectKeyIdentifier=hash
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature,keyAgreement
extendedKeyUsage=serverAuth,clientAuth
certificatePolicies=2.23.140.1.2.2,1.3.6.1.4.1.99999.1
tlsfeature=status_request
nsComment=An extension that no one reads
subjectAltName=@names
[names]
DNS.1=www.example.com
DNS.2=*.example.com
DNS.3=xn--bcher-kva.example
IP.1=192.0.2.7
IP.2=2001:db8::7
email.1=webmaster@example.com
URI.1=https://example.com/a
RID.1=1.2.3.4
dirName.1=directory
otherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:user@example.com
[directory]
CN=Directory
"""
)
CERTIFICATES = [
    ("root", "/C=CH/O=Example Trust/CN=Example Root", "root", None, "01", "20250101000000Z", "20550101000000Z", CA + AKI),
    ("other-root", "/O=Other Trust/CN=Other Root", "other-root", None, "02", "20250101000000Z", "20550101000000Z", CA),
    ("intermediate", "/C=CH/O=Example Trust/CN=Example CA", "intermediate", "root", "1000", "20250102000000Z", "20500101000000Z",
     CA.replace("CA:true", "CA:true,pathlen:0") + AKI),
    ("intermediate-by-other", "/C=CH/O=Example Trust/CN=Example CA", "intermediate", "other-root", "1001", "20250102000000Z",
     "20400101000000Z", CA + AKI),
    ("leaf", "/C=CH/ST=Zug/L=Zug/O=Example AG/OU=Web/CN=www.example.com", "leaf", "intermediate",
     "F1E2D3C4B5A697887766554433221100", "250301083015Z", "491231235959Z", LEAF_FULL),
    ("leaf-renewed", "/C=CH/O=Example AG/CN=www.example.com", "leaf", "intermediate", "2002", "20260301000000Z", "20491231235959Z",
     LEAF + "subjectAltName=DNS:www.example.com\n"),
    ("another-leaf", "/C=CH/O=Example AG/CN=shop.example.com", "another-leaf", "intermediate", "2003", "20250301000000Z",
     "20491231235959Z", LEAF + "subjectAltName=DNS:shop.example.com\n"),
    ("foreign", "/O=Foreign/CN=Foreign Root", "foreign", None, "03", "20250101000000Z", "20550101000000Z", CA),
    ("self-signed", "/CN=self.example", "self-signed", None, "04", "20250101000000Z", "20550101000000Z",
     "subjectAltName=DNS:self.example\n"),
    # Two CAs that certify each other, and no root.
    ("loop-a-by-b", "/O=Loop/CN=A", "loop-a", "loop-b", "11", "20250101000000Z", "20550101000000Z", CA + AKI),
    ("loop-b-by-a", "/O=Loop/CN=B", "loop-b", "loop-a", "12", "20250101000000Z", "20550101000000Z", CA + AKI),
    ("loop-leaf", "/CN=loop.example", "loop-leaf", "loop-a", "13", "20250101000000Z", "20550101000000Z", LEAF),
    # A root that changed its key: the new one is certified by the old one under the same name (RFC 5280 section 3.2).
    ("rollover-old", "/O=Rollover/CN=Root", "rollover-old", None, "21", "20250101000000Z", "20550101000000Z", CA),
    ("rollover-new-by-old", "/O=Rollover/CN=Root", "rollover-new", "rollover-old", "22", "20250101000000Z", "20550101000000Z", CA + AKI),
    ("rollover-leaf", "/CN=rollover.example", "rollover-leaf", "rollover-new", "23", "20250101000000Z", "20550101000000Z", LEAF),
]
KINDS = {"leaf": "P-256", "another-leaf": "P-384", "loop-b": "ed25519", "other-root": "P-521"}


def self_signed(name, subject):
    """A certificate of the issuer's name and key, which `openssl ca` wants."""
    openssl("req", "-x509", "-new", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.issuer", "-days", "9999",
            "-addext", "subjectKeyIdentifier=hash")


def certificates():
    (HERE / "certificates").mkdir(exist_ok=True)
    subjects = {}
    for _, subject, owner, *_ in CERTIFICATES:
        if owner not in subjects:
            subjects[owner] = subject
            key(owner, KINDS.get(owner, "rsa2048"))
            self_signed(owner, subject)
    for name, subject, owner, issuer, serial, start, end, extensions in CERTIFICATES:
        issuer = issuer or owner
        openssl("req", "-new", "-key", f"{owner}.key", "-subj", subject, "-out", "request.csr")
        (WORK / "serial").write_text(serial + "\n")
        (WORK / "index.txt").write_text("")
        (WORK / "ca.cnf").write_text(
            "[ca]\ndefault_ca=this\n[this]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\npolicy=any\nunique_subject=no\n"
            f"default_md={'default' if KINDS.get(issuer) == 'ed25519' else 'sha256'}\n"
            "[any]\ncountryName=optional\nstateOrProvinceName=optional\nlocalityName=optional\norganizationName=optional\n"
            f"organizationalUnitName=optional\ncommonName=optional\n[wanted]\n{extensions}"
        )
        self_issued = ["-selfsign"] if issuer == owner else ["-cert", f"{issuer}.issuer"]
        openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "wanted", "-in", "request.csr", *self_issued,
                "-keyfile", f"{issuer}.key", "-preserveDN", "-startdate", start, "-enddate", end, "-out", "made.pem")
        pem = openssl("x509", "-in", "made.pem")
        (HERE / "certificates" / f"{name}.pem").write_bytes(pem)
    trusted = openssl("x509", "-in", HERE / "certificates/root.pem", "-trustout", "-addtrust", "serverAuth", "-setalias", "A root")
    (HERE / "certificates/root-trusted.pem").write_bytes(trusted)
    openssl("req", "-new", "-key", "leaf.key", "-subj", subjects["leaf"], "-addext", "subjectAltName=DNS:www.example.com", "-out",
            HERE / "certificates/leaf.csr")


# Requests, in the format of the collected cases.

SUBJECT = "/C=CH/O=Example AG/CN=www.example.com"


def request(kind, subject=SUBJECT, names="DNS:www.example.com,DNS:example.com", options=("-sha256",)):
    key("request", kind)
    extension = ["-addext", f"subjectAltName={names}"] if names else []
    return openssl("req", "-new", "-utf8", "-key", "request.key", "-subj", subject, *extension, *options)


def requests():
    cases = []

    def case(name, given, expect, **facts):
        cases.append({"id": name, "input_base64": base64.b64encode(given).decode(), "expect": expect, **facts})

    def valid(name, given, key_facts, sig_hash="sha256", lenient=False, sans=("DNS:www.example.com", "DNS:example.com"),
              cn="www.example.com"):
        facts = {"cn": cn, "sans": list(sans), "key": key_facts, "sig_hash": sig_hash}
        case(name, given, "reject" if lenient else "valid", lenient_ok=lenient, **facts)

    rsa = {"type": "RSA", "size": 2048, "e": 65537}
    plain = request("rsa2048")
    valid("rsa-2048", plain, rsa)
    valid("rsa-1024-sha1", request("rsa1024", options=("-sha1",)), {"type": "RSA", "size": 1024}, "sha1")
    valid("rsa-3072-sha384", request("rsa3072", options=("-sha384",)), {"type": "RSA", "size": 3072}, "sha384")
    valid("rsa-md5", request("rsa2048", options=("-md5",)), rsa, "md5")
    valid("rsa-sha3-256", request("rsa2048", options=("-sha3-256",)), rsa, "sha3-256")
    valid("rsa-sha512-224-salt", request("rsa2048", options=("-sha512", "-sigopt", "rsa_padding_mode:pss", "-sigopt",
                                                              "rsa_pss_saltlen:20")), rsa, "sha512")
    valid("pss-key", request("pss"), {"type": "RSA", "size": 2048})
    for curve, named in [("P-224", "secp224r1"), ("P-256", "secp256r1"), ("P-384", "secp384r1"), ("P-521", "secp521r1"),
                         ("secp256k1", "secp256k1"), ("brainpoolP256r1", "brainpoolP256r1")]:
        valid(f"ec-{named}", request(curve), {"type": "EC", "curve": named})
    valid("ed25519", request("ed25519", options=()), {"type": "Ed25519"}, None)
    valid("ed448", request("ed448", options=()), {"type": "Ed448"}, None)
    valid("empty-subject", request("P-256", subject="/"), {"type": "EC", "curve": "secp256r1"}, cn=None)
    valid("no-names", request("P-256", names=None), {"type": "EC", "curve": "secp256r1"}, sans=())
    valid("utf8", request("P-256", subject="/C=CH/O=Bücher & Söhne 株式会社/CN=bücher.example"),
          {"type": "EC", "curve": "secp256r1"}, cn="bücher.example")
    valid("every-kind-of-name",
          request("P-256", names="DNS:*.example.com,IP:192.0.2.1,IP:2001:db8::1,email:a@example.com,URI:https://example.com/,RID:1.2.3"),
          {"type": "EC", "curve": "secp256r1"},
          sans=("DNS:*.example.com", "IP:192.0.2.1", "IP:2001:db8::1", "email:a@example.com", "URI:https://example.com/", "rid:1.2.3"))
    der = openssl("req", "-outform", "DER", given=plain)
    body = b"".join(plain.splitlines()[1:-1])
    valid("der", der, rsa)
    valid("crlf", plain.replace(b"\n", b"\r\n"), rsa)
    valid("bom", b"\xef\xbb\xbf" + plain, rsa, lenient=True)
    valid("new-label", plain.replace(b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"), rsa)
    valid("utf-16", plain.decode().encode("utf-16"), rsa, lenient=True)
    valid("no-armour", body, rsa, lenient=True)
    valid("one-line", b"-----BEGIN CERTIFICATE REQUEST-----" + body + b"-----END CERTIFICATE REQUEST-----", rsa, lenient=True)
    valid("quoted-mail", b"Hello,\n\n" + b"".join(b"> " + line + b"\n" for line in plain.splitlines()) + b"\nThanks", rsa, lenient=True)
    valid("json", json.dumps({"csr": plain.decode()}).encode(), rsa, lenient=True)
    valid("json-without-armour", json.dumps({"csr": body.decode()}, separators=(",", ":")).encode(), rsa, lenient=True)
    valid("dashes", plain.replace(b"-----", "—".encode()), rsa, lenient=True)

    facts = {"cn": "www.example.com", "sans": ["DNS:www.example.com", "DNS:example.com"], "key": rsa, "sig_hash": "sha256"}
    case("signature-flipped", der[:-1] + bytes([der[-1] ^ 1]), "bad-signature", **facts)
    changed = dict(facts, cn="wwW.example.com")
    case("subject-changed", der.replace(b"www.example.com", b"wwW.example.com", 1), "bad-signature", **changed)

    certificate = (HERE / "certificates/leaf.pem").read_bytes()
    case("certificate", certificate, "reject")
    case("public-key", openssl("req", "-pubkey", "-noout", given=plain), "reject")
    case("p7b", openssl("crl2pkcs7", "-nocrl", "-certfile", HERE / "certificates/leaf.pem"), "reject")
    case("empty", b" \r\n\t", "reject")
    case("prose", b"Please find the request attached.", "reject")
    case("cut-off", b"\n".join(plain.splitlines()[:8]), "reject")
    case("line-missing", b"\n".join(line for index, line in enumerate(plain.splitlines()) if index != 5), "reject")
    case("bad-character", plain.replace(b"\n", b"\n*", 3), "reject")
    case("two-different", plain + request("P-256"), "reject")
    case("trailing", der + b"rest", "reject")
    (HERE / "csr.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")


try:
    certificates()
    requests()
finally:
    shutil.rmtree(WORK)
