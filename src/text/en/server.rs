//! The files for a server.

use certdesk_pki::files::pkcs12::{Pkcs12Refusal, Pkcs12Variant};
use certdesk_pki::files::server::{FileRole, Shell, StepKind};
use certdesk_pki::make::KeyFileFault;

use crate::outcome::Pkcs12Step;
use crate::text::ServerText;

pub(super) const SERVER: ServerText = ServerText {
    title: "For your server",
    lead: "Choose the server: these are the files that it wants, and the commands that install and test them.",
    with_key: "Put the private key into the files",
    with_key_hint: "It is the key that was made here, without a passphrase. Let only the server read these files.",
    all: "All for this server (ZIP)",
    all_about: "The files below, in one.",
    role,
    secret: "Holds the private key.",
    steps: "Install and test",
    install,
    shell: |shell| match shell {
        Shell::Sh => "(shell of the server)",
        Shell::PowerShell => "(PowerShell, as administrator)",
        Shell::NginxConfiguration => "(in the server block of nginx)",
        Shell::ApacheConfiguration => "(in the VirtualHost of Apache)",
        Shell::HaProxyConfiguration => "(in the frontend of HAProxy)",
        Shell::TomcatConfiguration => "(in SSLHostConfig in server.xml)",
        _ => "",
    },
    pkcs12: "PKCS#12 file (.pfx) with the private key",
    pkcs12_lead: "Key and certificates in one file under a password. It is made in this page; neither key nor password is sent or \
                  kept.",
    make_first: "Make the PKCS#12 file first: the key was made in this page, so the server has it from that file alone. Then the steps \
                 are shown here.",
    key_held: "The key that was made here goes into it.",
    key_file: "Private key",
    key_lead: "Choose the file of the private key, in PEM or DER and without a passphrase. It is used for this file alone and then \
               forgotten.",
    key_given: "The key is read.",
    password: "Password of the file",
    password_hint: "It is asked for when the file is imported.",
    not_for_java: "Java opens no file with such a password: use letters, digits and signs of the English keyboard.",
    variant_question: "Which programs must open it?",
    variant: |variant| match variant {
        Pkcs12Variant::Modern => (
            "Current ones",
            "AES-256 and SHA-256: Windows Server 2019 and later, Java 8u301 and later, OpenSSL, current macOS.",
        ),
        Pkcs12Variant::Legacy => (
            "Old ones (weaker)",
            "Triple DES and SHA-1: only for Windows Server 2016 and older macOS, which can't open the other.",
        ),
    },
    make: "Make the PKCS#12 file",
    step: |step| match step {
        Pkcs12Step::Ready => "",
        Pkcs12Step::KeyMissing => "Choose the file of the private key first.",
        Pkcs12Step::KeyUnreadable(KeyFileFault::TooLarge) => "That file is too large for a private key.",
        Pkcs12Step::KeyUnreadable(KeyFileFault::Encrypted) => {
            "That key is encrypted. Save a copy without a passphrase first (openssl pkey -in key.pem -out plain.pem), and delete it \
             afterwards."
        }
        Pkcs12Step::KeyUnreadable(KeyFileFault::OtherForm) => {
            "That key is in a form that is not read here. Turn it into PKCS#8 first (openssl pkey -in key.pem -out plain.pem)."
        }
        Pkcs12Step::KeyUnreadable(_) => "There is no private key in that file, or it is damaged.",
        Pkcs12Step::PasswordMissing => "Enter a password for the file.",
        Pkcs12Step::PasswordLong => "Programs read no more than 250 bytes of a password. Choose a shorter one.",
        Pkcs12Step::Making => "Making the file…",
        Pkcs12Step::NotLoaded => "The part of the page that makes the file could not be loaded. Please try again.",
        Pkcs12Step::Refused(Pkcs12Refusal::OtherKey) => {
            "That private key does not belong to this certificate. Choose the one that the CSR was made with."
        }
        Pkcs12Step::Refused(_) => "The file could not be made of this key.",
        Pkcs12Step::Made => "The file is made and downloaded. Keep it as secret as the key.",
    },
};

const fn role(role: FileRole) -> (&'static str, &'static str) {
    match role {
        FileRole::Leaf => ("Certificate (PEM)", "The certificate for the server alone."),
        FileRole::LeafDer => ("Certificate (DER)", "The same, in binary form."),
        FileRole::Chain => ("Chain (PEM)", "The intermediates."),
        FileRole::ChainWithRoot => ("Chain with root (PEM)", "The intermediates and the root."),
        FileRole::FullChain => ("Full chain (PEM)", "The certificate and its intermediates."),
        FileRole::FullChainWithRoot => (
            "Full chain with root (PEM)",
            "The certificate, its intermediates and the root.",
        ),
        FileRole::FullChainAndKey => (
            "Full chain and key (PEM)",
            "The certificate, its intermediates and the private key.",
        ),
        FileRole::P7b => (
            "Full chain (P7B)",
            "The certificate and its intermediates as PKCS#7, in PEM.",
        ),
        FileRole::P7bWithRoot => ("Full chain with root (P7B)", "With the root as well, as PKCS#7 in PEM."),
        FileRole::P7bDer => ("Full chain (P7B, DER)", "As PKCS#7 in binary form."),
        FileRole::Key => ("Private key (PEM)", "The key that was made here."),
        FileRole::Pkcs12 => (
            "PKCS#12 (.pfx)",
            "The private key, the certificate and its intermediates.",
        ),
        _ => ("File", ""),
    }
}

const fn install(kind: StepKind) -> &'static str {
    match kind {
        StepKind::VerifyFiles => "Check the files, on any machine that trusts the root.",
        StepKind::CompareKey => "See that key and certificate belong together: both lines must be the same.",
        StepKind::JoinOwnKey => "Join it with the private key that the CSR was made with; put in the name of its file.",
        StepKind::CopyFiles => "Copy the files to where the server reads them.",
        StepKind::Configure => "Name them in the configuration.",
        StepKind::ConfigureWithOwnKey => {
            "Name them in the configuration, with the path of the key that the CSR was made with."
        }
        StepKind::TestConfiguration => "Let the server test its configuration.",
        StepKind::Reload => "Let the server take them up.",
        StepKind::AcceptCertificate => "Complete the request on the same machine on which it was made.",
        StepKind::ImportPkcs12 => "Import the file; it asks for the password.",
        StepKind::CheckStore => "See that the certificate is there, with its key.",
        StepKind::BindToSite => "Bind it to the web site; put in the name of yours.",
        StepKind::EnableServices => "Let the services use it.",
        StepKind::ImportReply => {
            "Import it into the keystore in which the request was made; put in its file and alias."
        }
        StepKind::ListKeystore => "See that the keystore has a PrivateKeyEntry with the whole chain.",
        StepKind::InstallObjects => "Install the files as objects.",
        StepKind::CreateProfile => "Make a client SSL profile of them, for your virtual servers.",
        StepKind::SaveConfiguration => "Store the configuration.",
        StepKind::TestConnection => {
            "Ask the server from another machine: the answer must have the line “Verification: OK” and the new certificate."
        }
        _ => "",
    }
}
