//! Every view for everyone: little room, large text, colours of one's own, no
//! motion, the keyboard alone.

use anyhow::{Context as _, Result};
use megahour_browser::{ModelPage, Visit, wait};
use serde_json::json;
use thirtyfour::Key;

flows![
    at_320_pixels_no_view_scrolls_sideways,
    with_text_of_200_percent_nothing_is_lost,
    targets_are_large_enough,
    with_forced_colours_the_focus_is_seen,
    with_forced_colours_a_legend_has_its_keys,
    a_short_message_keeps_its_buttons_beside_it,
    without_motion_nothing_moves,
    the_focus_is_always_seen,
    every_view_is_without_barriers_in_forced_colours,
];

async fn at_320_pixels_no_view_scrolls_sideways(visit: Visit) -> Result<()> {
    visit.set_size(320, 640, 2.0).await?;
    for view in visit.views().await? {
        let page = visit.open(&view).await?;
        assert!(!page.scrolls_sideways().await?, "{view}: {}", widest(&page).await?);
    }
    Ok(())
}

/// What reaches furthest beyond the window, for who has to mend it.
async fn widest(page: &ModelPage) -> Result<String> {
    let script = "[...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1
            && !element.closest('.scroll, [hidden], svg, .sr'))
        .map(element => element.tagName + '.' + element.className).slice(0, 6).join(', ')";
    Ok(page.evaluate(script).await?.as_str().unwrap_or_default().to_owned())
}

async fn with_text_of_200_percent_nothing_is_lost(visit: Visit) -> Result<()> {
    let larger = "addEventListener('DOMContentLoaded', () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('html { font-size: 200% !important }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    })";
    visit.before_every_page(larger).await?;
    let views = visit.views().await?;
    for (width, height) in [(1280, 900), (390, 844)] {
        visit.set_size(width, height, 1.0).await?;
        for view in &views {
            nothing_is_lost(&visit.open(view).await?)
                .await
                .with_context(|| format!("{view}, {width} wide"))?;
        }
    }
    Ok(())
}

async fn nothing_is_lost(page: &ModelPage) -> Result<()> {
    let size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)").await?;
    assert!(size.as_f64().context("no size")? >= 30.0, "the text is {size} pixels high");
    // What stands fixed at an edge is lost without that the page scrolls.
    assert_eq!(widest(page).await?, "");
    let cut = "[...document.querySelectorAll('main button, main a, h1, h2, label')]
            .filter(element => element.offsetWidth > 1 && element.offsetHeight > 0
                && !element.closest('.sr, [hidden]')
                && getComputedStyle(element).overflow !== 'visible'
                && (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2))
            .map(element => element.tagName + ' ' + element.textContent.slice(0, 40))";
    assert_eq!(page.evaluate(cut).await?, json!([]));
    // A card clips what hangs over it.
    let clipped = "[...document.querySelectorAll('.figure, .badge')]
            .filter(element => element.offsetWidth > 1 && !element.closest('.sr, .scroll, [hidden]'))
            .filter(element => element.scrollWidth > element.clientWidth + 2
                || element.getBoundingClientRect().right > element.closest('.card, .sheet, main').getBoundingClientRect().right)
            .map(element => element.className + ' ' + element.textContent.slice(0, 40))";
    assert_eq!(page.evaluate(clipped).await?, json!([]));
    Ok(())
}

async fn targets_are_large_enough(visit: Visit) -> Result<()> {
    let views = visit.views().await?;
    let mut found = Vec::new();
    for (width, height) in [(1280, 900), (390, 844)] {
        visit.set_size(width, height, 1.0).await?;
        for view in &views {
            let page = visit.open(view).await?;
            // Links within a sentence are as high as the sentence.
            let small = "[...document.querySelectorAll('button, select, summary, input, [role=option], nav a')]
                .filter(element => element.offsetWidth > 0 && !element.closest('[hidden], p, .formula, .segments'))
                .map(element => [element, element.getBoundingClientRect()])
                .filter(([element, box]) => box.height < 23.9 || box.width < 23.9)
                .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)";
            let small = page.evaluate(small).await?;
            found.extend((small != json!([])).then(|| format!("{view} at {width}: {small:#}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn emulate(page: &ModelPage, feature: &str, value: &str) -> Result<()> {
    let features = json!({ "features": [{ "name": feature, "value": value }] });
    page.tab().cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

async fn with_forced_colours_the_focus_is_seen(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    emulate(&page, "forced-colors", "active").await?;
    wait::equals(true, async || page.evaluate("matchMedia('(forced-colors: active)').matches").await).await?;
    every_stop_is_seen(&page, 25).await
}

async fn with_forced_colours_a_legend_has_its_keys(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.chart("Gross margin").await?;
    let keys = "[...document.querySelectorAll('.legend li')].map(key => getComputedStyle(key, '::before'))
        .map(({ backgroundColor, backgroundImage }) => backgroundColor + backgroundImage).sort()";
    let drawn = page.evaluate(keys).await?;
    assert_ne!(drawn, json!([]));
    emulate(&page, "forced-colors", "active").await?;
    wait::equals(true, async || page.evaluate("matchMedia('(forced-colors: active)').matches").await).await?;
    assert_eq!(page.evaluate(keys).await?, drawn);
    Ok(())
}

async fn a_short_message_keeps_its_buttons_beside_it(visit: Visit) -> Result<()> {
    for (width, height) in [(1280, 900), (320, 640)] {
        visit.set_size(width, height, 1.0).await?;
        let page = visit.open("").await?;
        page.fill("Revenue per compute hour, Year 1", "3").await?;
        page.undo().await?;
        page.hears("Undone").await?;
        let below = "[...document.querySelectorAll('.notice button')].filter(button =>
            button.getBoundingClientRect().top >= document.querySelector('.notice p').getBoundingClientRect().bottom).length";
        assert_eq!(page.evaluate(below).await?, 0, "{width} wide");
    }
    Ok(())
}

async fn without_motion_nothing_moves(visit: Visit) -> Result<()> {
    for view in visit.views().await? {
        let page = visit.open(&view).await?;
        emulate(&page, "prefers-reduced-motion", "reduce").await?;
        let moving = "[...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            const takes_time = times => times.split(',').some(time => parseFloat(time) > 0);
            return style.scrollBehavior === 'smooth'
                || (style.transitionProperty !== 'none' && takes_time(style.transitionDuration))
                || (style.animationName !== 'none' && takes_time(style.animationDuration));
        }).map(element => element.outerHTML.slice(0, 80))";
        wait::equals(json!([]), async || page.evaluate(moving).await).await?;
    }
    Ok(())
}

async fn the_focus_is_always_seen(visit: Visit) -> Result<()> {
    for view in visit.views().await? {
        // Loaded anew, so that the keyboard begins at the page's start.
        visit.empty().await?;
        let page = visit.open(&view).await?;
        every_stop_is_seen(&page, 40).await.with_context(|| view.clone())?;
    }
    Ok(())
}

/// Goes by Tab from stop to stop: each has the focus, is in the window, and has
/// an outline or stands in something that has.
async fn every_stop_is_seen(page: &ModelPage, stops: usize) -> Result<()> {
    let unseen = "(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return 'the page itself';
        const box = element.getBoundingClientRect();
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        const marked = [element, element.parentElement, element.nextElementSibling].some(shown => {
            if (!shown) return false;
            const style = getComputedStyle(shown);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
        });
        return inside && marked ? '' : element.outerHTML.slice(0, 120);
    })()";
    for stop in 0..stops {
        page.press(Key::Tab).await?;
        let found = page.evaluate(unseen).await?;
        // After the last stop the browser's own bar has the keyboard.
        if stop > 5 && found == "the page itself" {
            return Ok(());
        }
        assert_eq!(found, "", "stop {stop}");
    }
    Ok(())
}

async fn every_view_is_without_barriers_in_forced_colours(visit: Visit) -> Result<()> {
    let mut found = Vec::new();
    for view in visit.views().await? {
        let page = visit.open(&view).await?;
        emulate(&page, "forced-colors", "active").await?;
        found.extend(page.violations().await?.into_iter().map(|violation| format!("{view}: {violation}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
