//! IP addresses of the public internet, and the ranges that are not part of it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses that no public certificate may hold (BR 4.2.2; IANA's special-purpose address registries).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReservedRange {
    /// "This network": 0.0.0.0/8, `::`.
    ThisNetwork,
    /// Private use (RFC 1918): 10/8, 172.16/12, 192.168/16.
    Private,
    /// Shared by carriers (RFC 6598): 100.64/10.
    CarrierShared,
    /// Loopback: 127/8, `::1`.
    Loopback,
    /// Link-local: 169.254/16, `fe80::/10`.
    LinkLocal,
    /// Examples in documents: 192.0.2/24, 198.51.100/24, 203.0.113/24, `2001:db8::/32`, `3fff::/20`.
    Documentation,
    /// Measurements: 198.18/15, `2001:2::/48`.
    Benchmarking,
    /// Multicast: 224/4, `ff00::/8`.
    Multicast,
    /// The broadcast address 255.255.255.255.
    Broadcast,
    /// Kept by the IETF for protocols or for the future: 192.0.0/24, 192.88.99/24, 240/4, `2001::/23`, `5f00::/16` and all outside of `2000::/3`.
    Protocol,
    /// Unique local addresses (RFC 4193): `fc00::/7`.
    UniqueLocal,
    /// An IPv4 address inside an IPv6 one: `::ffff:0:0/96`, `64:ff9b::/96`, `64:ff9b:1::/48`, `2002::/16`.
    Embedded,
    /// Dropped by routers: `100::/64`.
    Discard,
}

/// An IP address of the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicIp(IpAddr);

impl PublicIp {
    /// Takes an address, or names the range that keeps it out of the public internet.
    ///
    /// # Errors
    ///
    /// The [`ReservedRange`] that holds the address.
    pub const fn new(address: IpAddr) -> Result<Self, ReservedRange> {
        let range = match address {
            IpAddr::V4(address) => reserved_v4(address),
            IpAddr::V6(address) => reserved_v6(address),
        };
        match range {
            Some(range) => Err(range),
            None => Ok(Self(address)),
        }
    }

    /// The address.
    #[must_use]
    pub const fn address(self) -> IpAddr {
        self.0
    }
}

impl std::fmt::Display for PublicIp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The range of IANA's IPv4 special-purpose registry that holds an address.
const fn reserved_v4(address: Ipv4Addr) -> Option<ReservedRange> {
    Some(match address.octets() {
        [0, ..] => ReservedRange::ThisNetwork,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => ReservedRange::Private,
        [100, 64..=127, ..] => ReservedRange::CarrierShared,
        [127, ..] => ReservedRange::Loopback,
        [169, 254, ..] => ReservedRange::LinkLocal,
        // RFC 7723 and RFC 8155 make two addresses of 192.0.0/24 reachable by all.
        [192, 0, 0, 9 | 10] => return None,
        [192, 0, 0, _] | [192, 88, 99, _] => ReservedRange::Protocol,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => ReservedRange::Documentation,
        [198, 18 | 19, ..] => ReservedRange::Benchmarking,
        [224..=239, ..] => ReservedRange::Multicast,
        [255, 255, 255, 255] => ReservedRange::Broadcast,
        [240..=255, ..] => ReservedRange::Protocol,
        _ => return None,
    })
}

/// The range of IANA's IPv6 special-purpose registry that holds an address; all outside of `2000::/3` is reserved.
const fn reserved_v6(address: Ipv6Addr) -> Option<ReservedRange> {
    Some(match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => ReservedRange::ThisNetwork,
        [0, 0, 0, 0, 0, 0, 0, 1] => ReservedRange::Loopback,
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] | [0x64, 0xff9b, 1, ..] | [0x2002, ..] => {
            ReservedRange::Embedded
        }
        [0x100, 0, 0, 0, ..] => ReservedRange::Discard,
        [0xfe80..=0xfebf, ..] => ReservedRange::LinkLocal,
        [0xfc00..=0xfdff, ..] => ReservedRange::UniqueLocal,
        [0xff00..=0xffff, ..] => ReservedRange::Multicast,
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => ReservedRange::Documentation,
        [0x2001, 2, 0, ..] => ReservedRange::Benchmarking,
        // Within 2001::/23 these are reachable by all: anycast (RFC 7723, 8155, 9665), AMT, AS112, ORCHIDv2, drone ids.
        [0x2001, 1, 0, 0, 0, 0, 0, 1..=3] | [0x2001, 3, ..] | [0x2001, 4, 0x112, ..] | [0x2001, 0x20..=0x3f, ..] => {
            return None;
        }
        [0x2001, 0..=0x1ff, ..] => ReservedRange::Protocol,
        [0x2000..=0x3fff, ..] => return None,
        _ => ReservedRange::Protocol,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(address: &str) -> Option<ReservedRange> {
        PublicIp::new(address.parse().unwrap()).err()
    }

    #[test]
    fn addresses_of_the_public_internet_are_taken() {
        for address in [
            "1.1.1.1",
            "172.15.0.1",
            "172.32.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "223.255.255.255",
        ] {
            assert_eq!(range(address), None, "{address}");
        }
        for address in ["2001:200::1", "2606:4700::1111", "2a00::1", "3ffe::1", "2001:4:112::1"] {
            assert_eq!(range(address), None, "{address}");
        }
    }

    #[test]
    fn each_reserved_range_is_named() {
        for (address, expected) in [
            ("0.1.2.3", ReservedRange::ThisNetwork),
            ("10.0.0.1", ReservedRange::Private),
            ("172.31.255.255", ReservedRange::Private),
            ("192.168.1.1", ReservedRange::Private),
            ("100.64.0.1", ReservedRange::CarrierShared),
            ("127.0.0.1", ReservedRange::Loopback),
            ("169.254.169.254", ReservedRange::LinkLocal),
            ("203.0.113.7", ReservedRange::Documentation),
            ("198.19.255.255", ReservedRange::Benchmarking),
            ("224.0.0.1", ReservedRange::Multicast),
            ("255.255.255.255", ReservedRange::Broadcast),
            ("241.0.0.1", ReservedRange::Protocol),
            ("::", ReservedRange::ThisNetwork),
            ("::1", ReservedRange::Loopback),
            ("::ffff:8.8.8.8", ReservedRange::Embedded),
            ("2002:808:808::1", ReservedRange::Embedded),
            ("100::1", ReservedRange::Discard),
            ("fe80::1", ReservedRange::LinkLocal),
            ("fd12:3456::1", ReservedRange::UniqueLocal),
            ("ff02::1", ReservedRange::Multicast),
            ("2001:db8::1", ReservedRange::Documentation),
            ("2001:2::1", ReservedRange::Benchmarking),
            ("2001::1", ReservedRange::Protocol),
            ("4000::1", ReservedRange::Protocol),
            ("1234::5678", ReservedRange::Protocol),
        ] {
            assert_eq!(range(address), Some(expected), "{address}");
        }
    }
}
