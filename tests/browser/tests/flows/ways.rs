//! The Model view by Tab alone, and what it says of a text that cannot be read.

use anyhow::Result;
use megahour_browser::Visit;

flows![tab_goes_through_the_whole_model_view, a_text_is_marked_while_it_cannot_be_read];

async fn tab_goes_through_the_whole_model_view(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let stops = page.walk_by_tab().await?;
    let names: Vec<&str> = stops.iter().map(|(name, _)| name.as_str()).collect();
    let in_order = [
        "Skip to the content",
        "Model",
        "Name of the scenario",
        "Year shown",
        "Annual revenue: $2,000,000, explain",
        "Compute hours billed, Year 1",
        "Storage provisioned, Year 1",
        "Revenue, cost and gross profit",
        "Compute utilisation",
    ];
    let mut rest = names.iter();
    for wanted in in_order {
        assert!(rest.any(|name| name.starts_with(wanted)), "no {wanted} in its place among {names:#?}");
    }
    let unnamed = names.iter().filter(|name| name.is_empty()).count();
    assert_eq!(unnamed, 0, "stops without a name among {names:#?}");
    let unseen: Vec<&str> = stops.iter().filter(|stop| !stop.1).map(|stop| stop.0.as_str()).collect();
    assert_eq!(unseen, Vec::<&str>::new(), "the keyboard is where nobody sees it");
    Ok(())
}

async fn a_text_is_marked_while_it_cannot_be_read(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    let field = "Revenue per compute hour, Year 1";
    page.type_into(field, "abc").await?;
    megahour_browser::wait::equals(true, async || Ok(page.driver(field).await?.is("invalid"))).await?;
    page.overwrite(field, "2.5").await?;
    megahour_browser::wait::equals(false, async || Ok(page.driver(field).await?.is("invalid"))).await?;
    page.click_cell("Revenue per compute hour", 2).await?;
    page.type_text("abc").await?;
    let marked = async || Ok(page.cell_field("Revenue per compute hour", 2).await?.is("invalid"));
    megahour_browser::wait::equals(true, marked).await
}
