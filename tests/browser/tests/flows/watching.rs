//! Every flow fails where the page complains: here that is put to the test.

use anyhow::Result;
use megahour_browser::{Flow, Visit, wait};

pub fn flows() -> Vec<Flow> {
    vec![
        Flow::new(
            "watching::errors_and_requests_to_other_origins_are_noticed",
            errors_and_requests_to_other_origins_are_noticed,
        ),
        Flow::new("watching::what_the_policy_forbids_is_refused_and_noticed", forbidden_is_noticed)
            .on_a_copy(),
    ]
}

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

async fn forbidden_is_noticed(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    assert_eq!(visit.complaints().await?, Vec::<String>::new());
    for attempt in [
        "document.body.insertAdjacentHTML('beforeend', '<i style=\"color: red\">note</i>')",
        "document.body.insertAdjacentHTML('beforeend', '<img src=icon onerror=\"window.ran = 1\">')",
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))",
        "fetch('http://127.0.0.1:9/').catch(() => 0)",
        "setTimeout('window.ran = 1')",
    ] {
        page.evaluate(&format!("{attempt}; 0")).await?;
        let complaints = async || Ok(visit.complaints().await?.join("\n"));
        wait::holds(attempt, complaints, |said| said.contains("Content Security Policy")).await?;
    }
    assert_eq!(page.evaluate("window.ran ?? 'nothing ran'").await?, "nothing ran");
    // The picture that is not there is a complaint of its own.
    wait::equals("", async || Ok(visit.complaints().await?.join("\n"))).await
}
