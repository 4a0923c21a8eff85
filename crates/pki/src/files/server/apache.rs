//! Apache HTTP Server: since 2.4.8 `SSLCertificateFile` takes the intermediates behind the leaf, and `SSLCertificateChainFile` is
//! obsolete (documentation of mod_ssl, httpd.apache.org).

use super::nginx::beside_key;
use super::subject::Subject;
use super::{KeyFile, ServerFiles, Shell, quote};

pub(super) fn apache(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    beside_key(subject, key, |certificate, key| {
        let [certificate, key] = [certificate, key].map(|path| quote(Shell::ApacheConfiguration, path));
        let configure = (
            Shell::ApacheConfiguration,
            format!("SSLEngine on\nSSLCertificateFile {certificate}\nSSLCertificateKeyFile {key}"),
        );
        let test = "sudo apachectl configtest".to_owned();
        let reload = "sudo apachectl graceful".to_owned();
        (configure, test, reload)
    })
}
