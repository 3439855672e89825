//! The published sample is there at first, with the published figures.

use anyhow::Result;
use megahour_browser::Visit;

flows![the_cards_show_the_published_figures, the_table_shows_the_published_figures, another_year_is_shown];

async fn the_cards_show_the_published_figures(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    for (label, figure) in [
        ("Annual revenue", "$2,000,000"),
        ("Gross profit", "$1,200,000"),
        ("Gross margin", "60.0%"),
        ("Customer lifetime value (CLTV)", "$950,000"),
        ("CAC payback", "1.2 months"),
    ] {
        page.card_shows(label, figure).await?;
    }
    let headline = page.headline().await?;
    assert!(headline.contains("$1.2M gross profit at 60.0% margin"), "{headline}");
    assert!(page.region("Unit economics").await?.contains("1,000,000 h × $2.00/h"));
    Ok(())
}

async fn the_table_shows_the_published_figures(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.row_shows("Annual revenue", &["$2.00M", "$4.20M", "$9.00M", "$20.00M", "$33.00M", "$68.20M"])
        .await?;
    page.row_shows("Gross profit", &["$1.20M", "$2.60M", "$5.80M", "$13.60M", "$23.40M", "$46.60M"]).await?;
    page.row_shows("Gross margin", &["60.0%", "61.9%", "64.4%", "68.0%", "70.9%"]).await?;
    page.row_shows(
        "Customer lifetime value (CLTV)",
        &["$950,000", "$1,050,000", "$1,200,000", "$1,300,000", "$1,400,000"],
    )
    .await?;
    Ok(())
}

async fn another_year_is_shown(visit: Visit) -> Result<()> {
    let page = visit.open("").await?;
    page.show_year(4).await?;
    page.card_shows("Annual revenue", "$20,000,000").await?;
    page.headline_says("Year 4").await?;
    assert_eq!(page.fragment().await?, "#/model?year=4");
    Ok(())
}
