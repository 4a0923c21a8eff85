//! The kinds of server that a certificate is put on.

/// What the certificate and its key are put on: it decides which program makes them and which files are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerKind {
    /// nginx, and what is built on it.
    Nginx,
    /// Apache HTTP Server with mod_ssl.
    Apache,
    /// Microsoft Internet Information Services.
    Iis,
    /// Apache Tomcat, and other Java servers with a keystore.
    Tomcat,
    /// HAProxy.
    HaProxy,
    /// Microsoft Exchange Server.
    Exchange,
    /// F5 BIG-IP.
    F5,
    /// None of these, or not known.
    Other,
}

impl ServerKind {
    /// Every kind, in the order in which a list offers them.
    pub const ALL: [Self; 8] = [
        Self::Nginx,
        Self::Apache,
        Self::Iis,
        Self::Tomcat,
        Self::HaProxy,
        Self::Exchange,
        Self::F5,
        Self::Other,
    ];
}
