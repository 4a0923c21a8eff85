//! Info-ZIP opens the archive of every server.

use crate::made::{LeafKey, Made};
use crate::program::UNZIP;
use certdesk_pki::ServerKind;
use certdesk_pki::files::server::{KeyFile, server_files};

#[test]
fn every_server_gets_an_archive_that_opens() {
    let made = Made::new(LeafKey::P256, &["*.Bücher.example", "example.com"]);
    let pfx = b"stands for a PKCS#12 file";
    for kind in ServerKind::ALL {
        for key in [KeyFile::Elsewhere, KeyFile::Pem(&made.key_pem), KeyFile::Pkcs12(pfx)] {
            let given = server_files(kind, &made.chain, key).unwrap();
            made.write("all.zip", Made::zip(&given.entries()));
            let said = UNZIP.says(made.folder(), &["-t", "all.zip"]);
            assert!(
                said.contains("No errors detected in compressed data of all.zip."),
                "{said}"
            );
            for file in &given.files {
                let mut print = UNZIP.command(made.folder());
                print.args(["-p", "all.zip", &file.name]);
                assert_eq!(UNZIP.output(print).stdout, *file.content, "{}", file.name);
            }
        }
    }
}
