//! The page opens, wherever it is served.

use anyhow::Result;
use megahour_browser::{Flow, Visit};

pub fn flows() -> Vec<Flow> {
    let opens = |base| Flow::new("opening::opens", opens).under(base);
    vec![opens("/"), opens("/some/where/")]
}

async fn opens(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    assert_eq!(page.title().await?, "Published sample");
    Ok(())
}
