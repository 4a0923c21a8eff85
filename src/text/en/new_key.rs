//! A key and a CSR that are made here, or on the server.

use certdesk_pki::ServerKind;
use certdesk_pki::make::commands::{NoRecipe, RecipeNote, Shell};
use certdesk_pki::make::{NewKeyKind, PassphraseStrength, StrengthReason};

use crate::text::NewKeyText;

pub(super) const NEW_KEY: NewKeyText = NewKeyText {
    title: "No CSR yet? Make one here",
    lead: "This makes a private key and a CSR with the names of this form. The key stays in this page until you save it, and it is \
           never sent.",
    kind: "Kind of key",
    kind_hint: "RSA with 2048 bits works everywhere. EC keys are faster, but very old programs don't know them.",
    kind_name,
    make: "Make key and CSR",
    make_again: "Make another key and CSR",
    make_and_lose: "Make another, lose the first",
    would_be_lost: "The first key is not saved. If you make another one, it is lost, and so is the use of its CSR.",
    making: "Making the key… With 4096 bits this can take half a minute.",
    failed: "The browser could not make this key. Choose another kind, or make it on your server.",
    names_first: "Enter a valid common name first: the CSR is made for it.",
    made: "Key and CSR are made. The CSR stands in the box above.",
    save_title: "Save the private key",
    save_lead: "It exists in this page only. Save it before you order: without it the certificate can't be used, and nobody can \
                restore it.",
    saved: "Saved. Keep the file where only you and your server can read it.",
    not_saved: "The browser did not save it. Please try again.",
    passphrase: "Passphrase",
    passphrase_hint: "It encrypts the file. You need it again on the server, so keep it safe; nobody can restore it.",
    passphrase_missing: "Enter a passphrase, or save the key without one.",
    passphrase_long: "Programs read no more than 500 bytes of a passphrase. Choose a shorter one.",
    show: "Show the passphrase",
    strength: |strength| match strength {
        PassphraseStrength::VeryWeak => "Very weak.",
        PassphraseStrength::Weak => "Weak.",
        PassphraseStrength::Fair => "Fair.",
        PassphraseStrength::Strong => "Strong.",
    },
    reason: |reason| match reason {
        StrengthReason::Empty | StrengthReason::Enough => "",
        StrengthReason::Common => "It holds a very common password.",
        StrengthReason::OwnName => "It holds a name from this form.",
        StrengthReason::Sequence => "It holds a sequence, such as abc or 123.",
        StrengthReason::Repeats => "It repeats itself.",
        StrengthReason::Short => "Use at least 12 characters.",
        StrengthReason::Plain => "Add a word or two.",
    },
    save_encrypted: "Save encrypted",
    encrypting: "Encrypting…",
    save_plain: "Save without passphrase",
    save_csr: "Save the CSR",
    insecure: "Browsers make keys only on pages that were opened over https. Make the key on your server instead.",
    server_title: "Or make them on your server",
    server_lead: "There the key never leaves the server. Save the files, if there are any, run the commands in the same folder, and \
                  paste the CSR above.",
    server: "Server",
    server_name,
    shell: "System",
    shell_name: |shell| match shell {
        Shell::Sh => "Linux, macOS, Unix",
        Shell::Windows => "Windows",
    },
    save_file: |name| format!("Save {name}"),
    run: "Commands",
    note: |note| match note {
        RecipeNote::CommonNameAdded => {
            "The program makes no CSR without a common name, so the first name of the form is used."
        }
        RecipeNote::PlainKeyFile => "The file of the key is not encrypted: let only the server read it.",
        RecipeNote::AsksForPassword => "keytool asks for the password of the keystore.",
        RecipeNote::OverwritesFiles => {
            "Files of the same names are overwritten without a question, an older key as well."
        }
        RecipeNote::AsAdministrator => "Run it as administrator.",
    },
    no_recipe: |reason| match reason {
        NoRecipe::NoSubject => "This program needs a common name of at most 64 characters. Enter one, or use OpenSSL.",
        NoRecipe::SubjectTooLong => "The names are too long for this program. Use OpenSSL.",
    },
    result: |key, csr| match key {
        Some(key) => format!("The key is then in {key}, the CSR in {csr}."),
        None => format!("The key is then in the store of Windows, the CSR in {csr}."),
    },
};

const fn kind_name(kind: NewKeyKind) -> &'static str {
    match kind {
        NewKeyKind::Rsa2048 => "RSA, 2048 bits",
        NewKeyKind::Rsa3072 => "RSA, 3072 bits",
        NewKeyKind::Rsa4096 => "RSA, 4096 bits",
        NewKeyKind::P256 => "EC, P-256",
        NewKeyKind::P384 => "EC, P-384",
    }
}

const fn server_name(kind: ServerKind) -> &'static str {
    match kind {
        ServerKind::Nginx => "nginx",
        ServerKind::Apache => "Apache",
        ServerKind::Iis => "Microsoft IIS",
        ServerKind::Tomcat => "Tomcat, Java",
        ServerKind::HaProxy => "HAProxy",
        ServerKind::Exchange => "Microsoft Exchange",
        ServerKind::F5 => "F5 BIG-IP",
        ServerKind::Other => "Another server",
    }
}
