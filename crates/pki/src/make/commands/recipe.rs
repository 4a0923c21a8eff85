//! What someone does to make key and CSR with a tool: files to save, then commands to run in the same folder.

use crate::make::alt_name::AltName;
use crate::make::commands::tool::Tool;
use crate::make::commands::{certreq, keytool, openssl};
use crate::make::new_key_kind::NewKeyKind;
use crate::make::subject::Subject;

/// Where a command is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shell {
    /// The POSIX shell (XCU chapter 2), and bash, dash, ksh and zsh, which read single quotes as it does.
    Sh,
    /// cmd.exe and PowerShell: the text means the same in both.
    Windows,
}

/// One command, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellCommand {
    /// Where it is typed.
    pub shell: Shell,
    /// The command.
    pub text: String,
}

/// How a file's text is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark; also what is ASCII alone.
    Utf8,
    /// UTF-16, little-endian, with a byte order mark.
    Utf16,
}

/// A file that the commands read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its name, of letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// Its text, to be shown.
    pub content: String,
    /// How the text is stored.
    pub encoding: Encoding,
}

impl NewFile {
    /// The bytes to save.
    pub fn bytes(&self) -> Vec<u8> {
        match self.encoding {
            Encoding::Utf8 => self.content.as_bytes().to_vec(),
            Encoding::Utf16 => std::iter::once(0xfeff)
                .chain(self.content.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        }
    }
}

/// Something to say beside the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipeNote {
    /// A common name was added, taken from the names, because the tool makes no CSR without a subject.
    CommonNameAdded,
    /// The private key's file is not encrypted: whoever reads it has the key.
    PlainKeyFile,
    /// Files of the same names, an older key among them, are overwritten without a question.
    OverwritesFiles,
    /// The tool asks for a password of the keystore.
    AsksForPassword,
    /// The commands need an administrator's command prompt.
    AsAdministrator,
}

/// Files and commands, and what comes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The tool.
    pub tool: Tool,
    /// The files to save first; often none.
    pub files: Vec<NewFile>,
    /// The commands, in order.
    pub commands: Vec<ShellCommand>,
    /// The file in which the private key is then; `None` where Windows keeps it in its own store.
    pub key_file: Option<String>,
    /// The file in which the CSR is then.
    pub csr_file: String,
    /// What to say beside it.
    pub notes: Vec<RecipeNote>,
}

/// Why a tool makes no such CSR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRecipe {
    /// The subject is empty, the tool makes no CSR without one, and no name is short enough for a common name.
    NoSubject,
    /// The subject is longer than a line that the tool reads.
    SubjectTooLong,
}

/// A line of a terminal holds 4096 characters (Linux's N_TTY in canonical mode), one of cmd.exe 8191; a longer command is
/// spread over a file.
pub(super) const MAX_COMMAND: usize = 4000;

/// How to make a key of this kind and a CSR for this subject and these names.
///
/// The subject is encoded in the order of [`Subject::attributes`], as [`crate::make::CsrToSign`] does. certreq is there for
/// Windows alone, whatever `shell` says.
///
/// # Errors
/// [`NoRecipe`].
pub fn recipe(
    tool: Tool,
    shell: Shell,
    subject: &Subject,
    names: &[AltName],
    key: NewKeyKind,
) -> Result<Recipe, NoRecipe> {
    match tool {
        Tool::OpenSsl | Tool::OpenSslWithFile => Ok(openssl::recipe(tool, shell, subject, names, key)),
        Tool::Keytool => keytool::recipe(shell, subject, names, key),
        Tool::Certreq => certreq::recipe(subject, names, key),
    }
}
