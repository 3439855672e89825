//! chromedriver, running for one browser.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result};

use crate::path_from;

/// A chromedriver process, ended when dropped.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a port that it chooses.
    pub fn start() -> Result<Self> {
        let program = path_from("CHROMEDRIVER")?;
        let process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        // From here on the process is ended on every way out.
        let mut driver = Self { process, port: 0 };
        let mut output = BufReader::new(driver.process.stdout.take().context("chromedriver's output")?);
        let mut line = String::new();
        while driver.port == 0 {
            line.clear();
            let read = output.read_line(&mut line).context("reading what chromedriver prints")?;
            anyhow::ensure!(read > 0, "chromedriver ended without naming its port");
            driver.port = port_in(&line).unwrap_or(0);
        }
        // A full pipe would stop chromedriver in the middle of a test.
        thread::spawn(move || output.read_to_end(&mut Vec::new()));
        Ok(driver)
    }

    /// Where it takes commands.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A process that has ended already is as good.
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// Reads `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41234.\n"), Some(41234));
        assert_eq!(port_in("Starting ChromeDriver 141.0.7390.122 on port 0\n"), None);
    }
}
