//! The built site on a plain static host.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::path_from;

/// A server of the site, on a port of its own, until dropped or stopped.
///
/// It knows no rewriting and no fallback page, because the hosts that people
/// deploy to need not either.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    base: String,
    server: JoinHandle<()>,
}

impl Site {
    /// Serves the site at the host's root.
    pub async fn start() -> Result<Self> {
        Self::start_under("/").await
    }

    /// Serves the site under a path such as `/some/where/`, and nothing beside it.
    pub async fn start_under(base: &str) -> Result<Self> {
        Self::serve(&path_from("MEGAHOUR_DIST")?, base).await
    }

    /// Serves any directory under a path.
    pub async fn serve(directory: &Path, base: &str) -> Result<Self> {
        let files = ServeDir::new(directory);
        let router = match base.trim_end_matches('/') {
            "" => Router::new().fallback_service(files),
            path => Router::new().nest_service(path, files),
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("opening a port")?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            // Axum's server ends only with its task.
            let _ended = axum::serve(listener, router).await;
        });
        Ok(Self { address, base: base.to_owned(), server })
    }

    /// The address of the page, with what follows it: `#/model`, or nothing.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin(), self.base)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops answering, as a host that can't be reached.
    pub fn stop(&self) {
        self.server.abort();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}
