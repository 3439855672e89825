//! The built site on a plain static host.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context as _, Result, bail};
use axum::Router;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

use crate::folder::Folder;
use crate::path_from;
use crate::port;

/// A server of the site, on a port that no other had, until dropped or stopped.
///
/// It knows no rewriting and no fallback page, because the hosts that people
/// deploy to need not either.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    base: String,
    router: Router,
    /// Ends the server with every connection when it is taken out.
    server: Mutex<Option<Runtime>>,
    folder: Option<Folder>,
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

    /// Serves a finished copy of the site, which a test may change.
    pub async fn start_copy_under(base: &str) -> Result<Self> {
        let folder = Folder::copy_of(&path_from("MEGAHOUR_DIST")?)?;
        folder.finish()?;
        let mut site = Self::serve(folder.path(), base).await?;
        site.folder = Some(folder);
        Ok(site)
    }

    /// Serves any directory under a path.
    pub async fn serve(directory: &Path, base: &str) -> Result<Self> {
        let files = ServeDir::new(directory).precompressed_br().precompressed_gzip();
        let router = match base.trim_end_matches('/') {
            "" => Router::new().fallback_service(files),
            path => Router::new().nest_service(path, files),
        };
        let listener = port::listener()?;
        let address = listener.local_addr()?;
        let site = Self { address, base: base.to_owned(), router, server: Mutex::default(), folder: None };
        site.answer(listener).await?;
        Ok(site)
    }

    /// Answers whoever connects to the listener.
    async fn answer(&self, listener: TcpListener) -> Result<()> {
        // A runtime of its own takes its open connections with it.
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let router = self.router.clone();
        let answering = runtime.spawn(async move {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(async move { axum::serve(listener, router).await });
            anyhow::Ok(())
        });
        answering.await?.context("answering at the port")?;
        match self.server.lock() {
            Ok(mut server) => *server = Some(runtime),
            Err(_) => bail!("the site is in disorder"),
        }
        Ok(())
    }

    /// The address of the page, with what follows it: `#/model`, or nothing.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin(), self.base)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The copy of the site that is served, where it is one.
    pub fn folder(&self) -> Result<&Folder> {
        self.folder.as_ref().context("this flow's site is no copy")
    }

    /// Stops answering, as a host that can't be reached, and drops whoever is
    /// connected.
    pub fn stop(&self) {
        let server = self.server.lock().ok().and_then(|mut server| server.take());
        if let Some(server) = server {
            server.shutdown_background();
        }
    }

    /// Answers again where it was stopped.
    pub async fn start_again(&self) -> Result<()> {
        self.answer(TcpListener::bind(self.address)?).await
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}
