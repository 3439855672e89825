//! Ports that are given once.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};

/// How many ports that were given before may come in a row. The system chooses
/// among some 28,000 by chance.
const ATTEMPTS: usize = 1_000;

/// Listens on a free port of this machine that was never given before.
///
/// The system itself gives a port again once it is free. Pages of one origin
/// share what they store, so a browser would find what it stored for another
/// test at the same port.
pub fn listener() -> Result<TcpListener> {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    listener_beside(&mut GIVEN.lock().unwrap_or_else(PoisonError::into_inner))
}

fn listener_beside(given: &mut BTreeSet<u16>) -> Result<TcpListener> {
    for _ in 0..ATTEMPTS {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        if given.insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
    }
    bail!("{ATTEMPTS} free ports in a row had been given before")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_free_again_is_not_given_again() -> Result<()> {
        let mut given = BTreeSet::new();
        // Of 5,000 ports in turn, each free when the next is asked for, the
        // system alone gives hundreds twice.
        for _ in 0..5_000 {
            listener_beside(&mut given)?;
        }
        assert_eq!(given.len(), 5_000);
        Ok(())
    }
}
