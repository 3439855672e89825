//! Every flow fails where the page complains: here that is put to the test.

use anyhow::Result;
use megahour_browser::{Visit, wait};

flows![errors_and_requests_to_other_origins_are_noticed];

async fn errors_and_requests_to_other_origins_are_noticed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    assert_eq!(visit.complaints().await?, Vec::<String>::new());
    page.evaluate("console.error('something went wrong')").await?;
    let complaints = async || Ok(visit.complaints().await?.join("\n"));
    wait::holds("the error", complaints, |text| text.contains("something went wrong")).await?;
    page.evaluate("setTimeout(() => { throw new Error('thrown later') })").await?;
    wait::holds("what was thrown", complaints, |text| text.contains("thrown later")).await?;
    // Port 9 takes what it is sent and answers nothing, if it is there at all.
    page.evaluate("new Image().src = 'http://127.0.0.1:9/picture'; 0").await?;
    wait::holds("the request", complaints, |text| text.contains("asked for http://127.0.0.1:9/picture"))
        .await?;
    // That request fails sooner or later, which is a complaint as well.
    page.tab().goto("about:blank").await?;
    wait::equals("", complaints).await
}
