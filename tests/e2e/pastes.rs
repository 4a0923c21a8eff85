//! Whatever is put into the CSR's box is told for what it is, in both languages, and what can be recovered is.

use std::fs;
use std::path::Path;

use crate::harness::{Browser, CsrFile, Desk, Key, Looks, Setup, block_on, output};

/// A thing that is no CSR, or a damaged one.
struct Wrong {
    what: &'static str,
    text: String,
    /// What the error says, in English and in Russian.
    said: [&'static str; 2],
}

/// A CSR that was pasted with a fault that means nothing.
struct Mended {
    what: &'static str,
    text: String,
    /// What was put right, in English and in Russian.
    told: [&'static str; 2],
}

/// Files that OpenSSL makes of a CSR's key.
struct Made {
    folder: tempfile::TempDir,
    csr: CsrFile,
}

impl Made {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            csr: CsrFile::new(Key::Rsa2048, "www.example.com", &["www.example.com"]),
        }
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// Runs OpenSSL with the key in `key.pem` and the CSR in `csr.pem`; the file that it writes.
    fn openssl(&self, arguments: &str, name: &str) -> Vec<u8> {
        fs::write(self.file("key.pem"), self.csr.key_pem()).expect("a file");
        fs::write(self.file("csr.pem"), self.csr.pem()).expect("a file");
        let words = arguments.split(' ').map(|word| match word {
            "KEY" => self.file("key.pem"),
            "CSR" => self.file("csr.pem"),
            "CERT" => self.file("cert.pem"),
            word => word.to_owned(),
        });
        output("openssl", words.chain(["-out".to_owned(), self.file(name)]));
        fs::read(Path::new(&self.file(name))).expect("OpenSSL has written it")
    }

    fn text(&self, arguments: &str, name: &str) -> String {
        String::from_utf8(self.openssl(arguments, name)).expect("PEM is text")
    }

    fn wrong(&self) -> Vec<Wrong> {
        let pem = self.csr.pem();
        let lines: Vec<_> = pem.lines().collect();
        let without = |line: usize| {
            let rest = lines.iter().enumerate().filter(|(index, _)| *index != line);
            rest.map(|(_, line)| format!("{line}\n")).collect::<String>()
        };
        let mut bad = lines.clone();
        let spoilt = format!("{}!{}", &lines[4][..10], &lines[4][11..]);
        bad[4] = &spoilt;
        let cert = self.text("x509 -req -in CSR -signkey KEY -days 1", "cert.pem");
        vec![
            Wrong {
                what: "a certificate",
                text: cert,
                said: ["That is a certificate, not a CSR", "Это сертификат, а не CSR"],
            },
            Wrong {
                what: "a public key",
                text: self.text("pkey -in KEY -pubout", "public.pem"),
                said: ["only a public key", "только открытый ключ"],
            },
            Wrong {
                what: "a PKCS#7 file",
                text: self.text("crl2pkcs7 -nocrl -certfile CERT", "certs.p7b"),
                said: ["a PKCS#7 file (.p7b)", "файл PKCS#7 (.p7b)"],
            },
            Wrong {
                what: "two CSRs",
                text: format!("{pem}{}", CsrFile::of("mail.example.com").pem()),
                said: ["There are 2 different CSRs", "Здесь 2 разных запроса"],
            },
            Wrong {
                what: "the first half",
                text: lines[..6].join("\n"),
                said: [
                    "begins at line 1 has no END line",
                    "начинается в строке 1, нет строки END",
                ],
            },
            Wrong {
                what: "the second half",
                text: lines[6..].join("\n"),
                said: [
                    "has no BEGIN line, and its start is missing",
                    "нет строки BEGIN и не хватает начала",
                ],
            },
            Wrong {
                what: "a line less",
                text: without(5),
                said: ["The end of the CSR is missing", "Не хватает конца CSR"],
            },
            Wrong {
                what: "a wrong character",
                text: bad.join("\n"),
                said: ["Line 5 of the CSR contains", "Строка 5 CSR содержит"],
            },
            Wrong {
                what: "something else",
                text: "Dear all,\nplease find the request attached.".to_owned(),
                said: ["That is no CSR", "Это не CSR"],
            },
        ]
    }

    fn mended(&self) -> Vec<Mended> {
        let pem = self.csr.pem();
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        vec![
            Mended {
                what: "four dashes",
                text: pem.replace("-----", "----"),
                told: ["The dashes of the BEGIN or END line", "Дефисы в строке BEGIN или END"],
            },
            Mended {
                what: "other dashes",
                text: pem.replace("-----", "—–-"),
                told: ["The dashes of the BEGIN or END line", "Дефисы в строке BEGIN или END"],
            },
            Mended {
                what: "no armour",
                text: body,
                told: ["The BEGIN and END lines were missing", "Не было строк BEGIN и END"],
            },
            Mended {
                what: "text around it",
                text: format!("Hello Ann,\n\n{pem}\nBest wishes\nBob"),
                told: ["Text around the CSR was left out", "Текст вокруг запроса пропущен"],
            },
            Mended {
                what: "zero-width spaces",
                text: pem.replacen('\n', "\u{200b}\n", 3),
                told: ["Invisible characters were removed", "Невидимые символы удалены"],
            },
            Mended {
                what: "the label of old tools",
                text: pem.replace("CERTIFICATE REQUEST", "new certificate request"),
                told: ["was read as CERTIFICATE REQUEST", "прочитано как CERTIFICATE REQUEST"],
            },
        ]
    }

    /// Private keys in the forms in which servers have them.
    fn keys(&self) -> Vec<String> {
        let encrypted = "pkcs8 -topk8 -in KEY -v2 aes-256-cbc -passout pass:secret";
        vec![
            self.csr.key_pem(),
            self.text("rsa -in KEY -traditional", "pkcs1.pem"),
            self.text("rsa -in KEY -traditional -aes256 -passout pass:secret", "old.pem"),
            self.text(encrypted, "encrypted.pem"),
            self.text("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "ec.pem"),
        ]
    }
}

async fn in_language(language: &'static str) {
    let index = usize::from(language == "ru");
    let made = Made::new();
    let desk = Desk::with(Setup {
        looks: Looks {
            language,
            ..Looks::default()
        },
        ..Setup::default()
    })
    .await;
    let browser = &desk.browser;
    for wrong in made.wrong() {
        browser.paste_into("csr", &wrong.text).await;
        browser.shows("#csr-message .error-message", wrong.said[index]).await;
        assert_eq!(shown(browser).await, 0, "{} is read", wrong.what);
        assert_ne!(browser.value("csr").await, "", "{} was taken away", wrong.what);
    }
    for mended in made.mended() {
        browser.paste_into("csr", &mended.text).await;
        browser.shows(".repairs", mended.told[index]).await;
        assert_eq!(shown(browser).await, 1, "{} is not read", mended.what);
        browser.paste_into("csr", "-").await;
        browser.until("it is gone", "!document.querySelector('.reading')").await;
    }
    let told = ["That was a private key", "Это был закрытый ключ"][index];
    for key in made.keys() {
        browser.paste_into("csr", &key).await;
        browser.shows("#private-key-note", told).await;
        assert_eq!(
            browser.value("csr").await,
            "-",
            "what stood there stays, and the key is kept out"
        );
    }
    // A file that holds a key and is no text.
    made.openssl("pkcs12 -export -inkey KEY -in CERT -passout pass:secret", "bundle.pfx");
    let input = browser.element("#csr-file").await;
    input
        .send_keys(&made.file("bundle.pfx"))
        .await
        .expect("a file can be chosen");
    browser.shows("#private-key-note", told).await;
    assert!(desk.sandbox.requests().is_empty());
    desk.end().await;
}

async fn shown(browser: &Browser) -> i64 {
    let count = browser.run("return document.querySelectorAll('.reading').length").await;
    count.as_i64().expect("a count")
}

#[test]
fn each_wrong_paste_is_explained_in_english() {
    block_on(in_language("en"));
}

#[test]
fn each_wrong_paste_is_explained_in_russian() {
    block_on(in_language("ru"));
}

#[test]
fn ten_megabytes_are_refused_at_once_and_what_stood_there_stays() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.fill("common-name", "www.example.com").await;
        browser.fill("csr", "what stood there").await;
        let paste = "(async () => {
            const box = document.getElementById('csr');
            box.focus();
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', 'MIIC'.repeat(16).concat('\\n').repeat(10 * 1024 * 1024 / 65));
            const begun = performance.now();
            const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
            const goes = box.dispatchEvent(event);
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return goes ? -1 : performance.now() - begun;
          })()";
        let took = browser.promised(paste).await.as_f64().expect("milliseconds");
        assert!((0.0..1000.0).contains(&took), "10 MB hold the page up for {took:.0} ms");
        browser.shows("#private-key-note", "more than 1 MB").await;
        assert_eq!(browser.value("csr").await, "what stood there");
        desk.end().await;
    });
}
