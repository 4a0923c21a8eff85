//! The programs that make key and CSR on a server.

use crate::make::commands::recipe::Shell;
use crate::server_kind::ServerKind;

/// A program that makes key and CSR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tool {
    /// `openssl req` of OpenSSL 1.1.1 or later, on the command line alone where that is possible.
    OpenSsl,
    /// `openssl req` with a file of settings, for OpenSSL 1.0 as well, which has no `-addext`.
    OpenSslWithFile,
    /// `keytool` of Java 8 or later.
    Keytool,
    /// `certreq` of Windows.
    Certreq,
}

impl Tool {
    /// The program that suits a kind of server: the one that makes the key where that server looks for it.
    pub const fn of(server: ServerKind) -> Self {
        match server {
            ServerKind::Iis | ServerKind::Exchange => Self::Certreq,
            ServerKind::Tomcat => Self::Keytool,
            // BIG-IP has openssl on its own command line, for long that of OpenSSL 1.0.2.
            ServerKind::F5 => Self::OpenSslWithFile,
            ServerKind::Nginx | ServerKind::Apache | ServerKind::HaProxy | ServerKind::Other => Self::OpenSsl,
        }
    }

    /// The shells in which there are commands for it, the usual one first.
    pub const fn shells(self) -> &'static [Shell] {
        match self {
            Self::OpenSsl | Self::OpenSslWithFile | Self::Keytool => &[Shell::Sh, Shell::Windows],
            Self::Certreq => &[Shell::Windows],
        }
    }
}
