//! Waits for conditions, with a bound, never for a time.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a condition may take: far longer than it does on a busy machine.
const BOUND: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// Waits until a reading is what it should be; the last one is in the error.
pub async fn equals<T, E>(expected: E, read: impl AsyncFn() -> Result<T>) -> Result<()>
where
    T: Debug + PartialEq<E>,
    E: Debug,
{
    let expectation = format!("{expected:?}");
    holds(&expectation, read, |found| *found == expected).await?;
    Ok(())
}

/// Waits until a reading holds what is wanted, and gives it.
pub async fn holds<T: Debug>(
    what: &str,
    read: impl AsyncFn() -> Result<T>,
    wanted: impl Fn(&T) -> bool,
) -> Result<T> {
    let start = Instant::now();
    loop {
        // While the page changes, a reading may fail and the next one succeed.
        let reading = read().await;
        match reading {
            Ok(found) if wanted(&found) => return Ok(found),
            _ if start.elapsed() < BOUND => tokio::time::sleep(PAUSE).await,
            Ok(found) => bail!("expected {what}, found {found:?}"),
            Err(error) => return Err(error.context(format!("expected {what}"))),
        }
    }
}
