//! Which kind of server a platform of DigiCert's is.

use certdesk_pki::ServerKind;

use super::Settings;

impl Settings {
    /// The kind of server that a platform's number stands for, as far as its name tells.
    #[must_use]
    pub fn server_kind(&self, platform: Option<i64>) -> ServerKind {
        let platform = platform.and_then(|id| self.server_platforms.iter().find(|choice| choice.id == id));
        platform.map_or(ServerKind::Other, |choice| server_named(&choice.name))
    }
}

/// The kind of server that a platform's name means (DigiCert API notes, section 5.2, has the names).
fn server_named(name: &str) -> ServerKind {
    let name = name.to_lowercase();
    let known = [
        ("nginx", ServerKind::Nginx),
        ("apache tomcat", ServerKind::Tomcat),
        ("tomcat", ServerKind::Tomcat),
        ("java", ServerKind::Tomcat),
        ("jetty", ServerKind::Tomcat),
        ("apache", ServerKind::Apache),
        ("exchange", ServerKind::Exchange),
        ("iis", ServerKind::Iis),
        ("haproxy", ServerKind::HaProxy),
        ("f5", ServerKind::F5),
        ("big-ip", ServerKind::F5),
    ];
    let found = known.into_iter().find(|(word, _)| name.contains(word));
    found.map_or(ServerKind::Other, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_known_by_their_names() {
        for (name, kind) in [
            ("nginx", ServerKind::Nginx),
            ("Apache", ServerKind::Apache),
            ("Apache Tomcat", ServerKind::Tomcat),
            ("Microsoft IIS 8", ServerKind::Iis),
            ("Microsoft Exchange Server 2013", ServerKind::Exchange),
            ("F5 Big-IP", ServerKind::F5),
            ("Lotus Domino", ServerKind::Other),
        ] {
            assert_eq!(server_named(name), kind, "{name}");
        }
    }
}
