//! What to do with the files, and quoting it safely.

/// One step, of one or more commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// The commands or lines, in their order.
    pub commands: Vec<Command>,
}

/// What a step does, for a sentence above its commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StepKind {
    /// Checks the files by OpenSSL, on whatever machine they are: the leaf is signed by the chain, up to a root that this
    /// machine trusts (`openssl verify`).
    VerifyFiles,
    /// Prints the hash of the leaf's public key and that of the private key's: both lines must be the same.
    CompareKey,
    /// Joins the file with the private key that was made with the CSR, whose name has to be put in where the commands have the
    /// one ending in `.key`.
    JoinOwnKey,
    /// Copies the files to where the server reads them, the private key readable by its owner alone.
    CopyFiles,
    /// The lines for the server's configuration.
    Configure,
    /// The same, where the path of the key that was made with the CSR has to be put in for the one ending in `.key`.
    ConfigureWithOwnKey,
    /// Lets the server test its configuration without any effect on what runs.
    TestConfiguration,
    /// Lets the server take up the new files; connections that are open stay so where it knows how to.
    Reload,
    /// Completes on the same Windows machine the request that was made there: the certificate finds its private key.
    AcceptCertificate,
    /// Imports the PKCS#12 file, for which its password is asked.
    ImportPkcs12,
    /// Looks for the certificate in Windows' store and checks its chain.
    CheckStore,
    /// Binds the certificate to the web site (IIS); another site's name has to be put in for the default one's.
    BindToSite,
    /// Lets the server's services use the certificate (Exchange).
    EnableServices,
    /// Imports the certificates as the answer to the request that was made from the same keystore; its file and the alias of
    /// its key have to be put in where they are others.
    ImportReply,
    /// Lists what is in the keystore: the entry must be a PrivateKeyEntry with the whole chain.
    ListKeystore,
    /// Installs certificate, chain and, where it is here, the private key as objects (BIG-IP).
    InstallObjects,
    /// Puts the objects into a new client SSL profile, which virtual servers then name (BIG-IP).
    CreateProfile,
    /// Stores the running configuration (BIG-IP).
    SaveConfiguration,
    /// Asks the running server from any machine with OpenSSL: what it prints must have the line `Verification: OK` (`Verify
    /// return code` may be 0 even where the host's name is wrong), and the certificate must be the new one. Where it is for a
    /// wildcard alone, `www` stands for that.
    TestConnection,
}

/// What a command is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shell {
    /// A shell of Unix (POSIX `sh`).
    Sh,
    /// PowerShell with an administrator's rights; for Exchange its Management Shell.
    PowerShell,
    /// Lines in a `server` block of nginx.
    NginxConfiguration,
    /// Lines in a `VirtualHost` of Apache.
    ApacheConfiguration,
    /// A line in a `frontend` of HAProxy.
    HaProxyConfiguration,
    /// An element within an `SSLHostConfig` of Tomcat's `server.xml`.
    TomcatConfiguration,
}

/// A command, or lines of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it is for.
    pub shell: Shell,
    /// The text, without a line end at its end.
    pub text: String,
}

impl Step {
    pub(super) fn new<const N: usize>(kind: StepKind, shell: Shell, texts: [String; N]) -> Self {
        Self {
            kind,
            commands: texts.into_iter().map(|text| Command { shell, text }).collect(),
        }
    }
}

/// A word as `shell` takes it for exactly this word, whatever is in it but control characters, which become `_`. That a program
/// takes what begins with a hyphen for an option is nothing that quoting mends.
///
/// - `sh` takes everything literally between single quotes but the quote itself (POSIX, Shell Command Language section 2.2.2).
/// - PowerShell does so as well, with the quote doubled, and takes typographic quotes for straight ones (about_Quoting_Rules).
/// - The configurations have double quotes, in which a backslash keeps a quote and a backslash; a dollar is a variable's in some
///   of them, with nothing to keep it, and becomes `_`. XML has references instead.
pub fn quote(shell: Shell, word: &str) -> String {
    let word = word.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), "_");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    match shell {
        Shell::Sh | Shell::PowerShell if !word.is_empty() && !word.starts_with('-') && word.chars().all(is_plain) => {
            word
        }
        Shell::Sh => format!("'{}'", word.replace('\'', "'\\''")),
        Shell::PowerShell => {
            let mut quoted = String::from("'");
            for c in word.chars() {
                if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
                    quoted.push(c);
                }
                quoted.push(c);
            }
            quoted.push('\'');
            quoted
        }
        Shell::NginxConfiguration | Shell::ApacheConfiguration | Shell::HaProxyConfiguration => {
            let kept = word.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "_");
            format!("\"{kept}\"")
        }
        Shell::TomcatConfiguration => {
            let kept = word
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;")
                .replace('$', "_");
            format!("\"{kept}\"")
        }
    }
}
