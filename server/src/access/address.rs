//! Where a request comes from, as far as that can be trusted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A block of addresses: `10.0.0.0/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    address: IpAddr,
    bits: u8,
}

/// The text is not an address or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABlock;

impl std::fmt::Display for NotABlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected an IP address or a block such as 10.0.0.0/8")
    }
}

impl std::error::Error for NotABlock {}

impl FromStr for Block {
    type Err = NotABlock;

    fn from_str(text: &str) -> Result<Self, NotABlock> {
        let (address, bits) = text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| NotABlock)?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), |bits| bits.parse().map_err(|_| NotABlock))?;
        if bits > all {
            return Err(NotABlock);
        }
        Ok(Self { address, bits })
    }
}

impl Block {
    /// Whether the address lies in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(block), IpAddr::V4(address)) => {
                masked4(block, self.bits) == masked4(address, self.bits)
            }
            (IpAddr::V6(block), IpAddr::V6(address)) => {
                masked6(block, self.bits) == masked6(address, self.bits)
            }
            _ => false,
        }
    }
}

fn masked4(address: Ipv4Addr, bits: u8) -> u32 {
    address.to_bits() & u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0)
}

fn masked6(address: Ipv6Addr, bits: u8) -> u128 {
    address.to_bits() & u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0)
}

/// Steps of `X-Forwarded-For` that are looked at.
const FORWARDED_STEPS_MAX: usize = 16;

/// The address that limits are kept by: the peer's, or, where a trusted proxy connects, the last
/// address that no trusted proxy wrote. Of IPv6 only the network half, which is what one
/// subscriber has.
pub fn client(peer: IpAddr, forwarded: &[&str], trusted: &[Block]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|block| block.contains(address));
    let mut client = peer.to_canonical();
    let steps = forwarded.iter().rev().flat_map(|header| header.rsplit(',')).take(FORWARDED_STEPS_MAX);
    for step in steps {
        if !is_trusted(client) {
            break;
        }
        let Ok(address) = step.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    network(client)
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(masked6(address, 64))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn forwarded_addresses_count_only_from_a_trusted_proxy() {
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
        assert_eq!(client(ip("203.0.113.9"), &["198.51.100.1"], &trusted), ip("203.0.113.9"));
        assert_eq!(client(ip("10.1.2.3"), &["198.51.100.1"], &trusted), ip("198.51.100.1"));
        assert_eq!(
            client(ip("10.1.2.3"), &["1.1.1.1, 198.51.100.1, 10.9.9.9"], &trusted),
            ip("198.51.100.1")
        );
        assert_eq!(client(ip("10.1.2.3"), &["nonsense"], &trusted), ip("10.1.2.3"));
        assert_eq!(client(ip("10.1.2.3"), &["198.51.100.1"], &[]), ip("10.1.2.3"));
    }

    #[test]
    fn a_subscriber_with_ipv6_is_one_client() {
        assert_eq!(
            client(ip("2001:db8:1:2:aaaa::1"), &[], &[]),
            client(ip("2001:db8:1:2:bbbb::2"), &[], &[])
        );
    }

    #[test]
    fn blocks_are_read_strictly() {
        assert_eq!("10.0.0.0/33".parse::<Block>(), Err(NotABlock));
        assert_eq!("ten".parse::<Block>(), Err(NotABlock));
        assert!("0.0.0.0/0".parse::<Block>().unwrap().contains(ip("::ffff:8.8.8.8")));
    }
}
