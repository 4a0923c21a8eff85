"""Makes the fuzz targets' first inputs from the tests' samples: `python3 fuzz/seeds.py`, which fills fuzz/corpus (not committed)."""

import base64
import binascii
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "crates/pki/tests/data"
CORPUS = ROOT / "fuzz/corpus"
ANSWERS = [
    (201, "application/json", '{"id":112233,"requests":[{"id":113,"status":"approved"}],"certificate_id":113}'),
    (201, "application/json", '{"id":"7","certificate_chain":[{"subject_common_name":"a","pem":"x\\r\\n"}],"dcv_random_value":"r"}'),
    (201, "", '{"id":1,"domains":[{"id":2,"name":"a.example","dcv_token":{"token":"t","status":"pending"}}]}'),
    (400, "application/json", '{"errors":[{"code":"invalid_csr","message":"CSR is invalid"}]}'),
    (403, "text/html", "<html><title>403 Forbidden</title></html>"),
    (504, "text/plain", "upstream timed out"),
]


def write(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def der(pem):
    body = pem.split("-----")[2]
    return base64.b64decode("".join(body.split()))


for case in json.loads((DATA / "csr.json").read_text()):
    content = base64.b64decode(case["input_base64"])
    write("text", case["id"], content)
    try:
        write("csr", case["id"], der(content.decode()) if b"-----BEGIN" in content else content)
    except (UnicodeDecodeError, binascii.Error):
        # Damaged on purpose: a seed for the reader of text alone.
        continue

ders = []
for path in sorted((DATA / "certificates").glob("*.pem")):
    pem = path.read_text()
    write("text", path.name, pem.encode())
    if "TRUSTED" not in pem:
        ders.append(der(pem))
        write("certificate", path.stem, ders[-1])
for first in range(len(ders)):
    write("chain", f"from-{first}", b"".join(ders[first : first + 4]))
write("chain", "all", b"".join(ders))

for index, (status, content_type, body) in enumerate(ANSWERS):
    write("answer", str(index), status.to_bytes(2, "big") + f"{content_type}\n{body}".encode())
