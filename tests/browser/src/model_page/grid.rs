//! The five-year table.

use anyhow::{Context as _, Result};
use thirtyfour::prelude::*;

use super::ModelPage;
use crate::{Node, node, presses, wait};

/// The total's column; the years are 1 to 5.
const TOTAL: usize = 6;

impl ModelPage {
    /// The cells of a line: the years, then the total.
    pub async fn cells(&self, line: &str) -> Result<Vec<Node>> {
        let header = self.find("rowheader", line).await?;
        node::in_row_of(self.tab(), &header, "gridcell").await
    }

    /// A line's cell in a year, counted from 1.
    pub async fn cell(&self, line: &str, year: usize) -> Result<Node> {
        let cells = self.cells(line).await?;
        cells.into_iter().nth(year - 1).with_context(|| format!("{line} has no cell for year {year}"))
    }

    /// The figures of a line: the years, then the total.
    pub async fn row(&self, line: &str) -> Result<Vec<String>> {
        Ok(self.cells(line).await?.into_iter().take(TOTAL).map(|cell| cell.name).collect())
    }

    /// Waits until a line shows these figures, from the first year on.
    pub async fn row_shows(&self, line: &str, figures: &[&str]) -> Result<()> {
        let read = async || {
            let mut row = self.row(line).await?;
            row.truncate(figures.len());
            Ok(row)
        };
        wait::equals(figures.to_vec(), read).await.with_context(|| line.to_owned())
    }

    /// Waits until a cell shows a figure.
    pub async fn cell_shows(&self, line: &str, year: usize, figure: &str) -> Result<()> {
        let read = async || Ok(self.cell(line, year).await?.name);
        wait::equals(figure, read).await.with_context(|| format!("{line}, year {year}"))
    }

    /// Gives a driver's cell the keyboard, by the pointer.
    pub async fn click_cell(&self, line: &str, year: usize) -> Result<()> {
        let cell = self.cell(line, year).await?;
        self.click(&cell).await?;
        self.keyboard_is_at(line, year).await
    }

    /// Gives a cell the keyboard as one comes to it by Tab and arrows.
    pub async fn walk_to(&self, line: &str, year: usize) -> Result<()> {
        let (row, column) = self.place(line, year).await?;
        let stop = self.tab().find(By::Css("[role=grid] [tabindex='0']")).await?;
        stop.focus().await?;
        let now = stop.attr("data-cell").await?.context("the table has no cell for the keyboard")?;
        let (now_row, now_column) = now.split_once('-').context("a cell's place")?;
        let steps = |from: &str, to: usize, back: Key, on: Key| -> Result<String> {
            let from: usize = from.parse()?;
            let key = if to < from { back } else { on };
            Ok(presses(key, to.abs_diff(from)))
        };
        let down = steps(now_row, row, Key::Up, Key::Down)?;
        let right = steps(now_column, column, Key::Left, Key::Right)?;
        if !(down.is_empty() && right.is_empty()) {
            self.type_text(format!("{down}{right}")).await?;
        }
        self.keyboard_is_at(line, year).await
    }

    /// Waits until the keyboard is at a cell.
    pub async fn keyboard_is_at(&self, line: &str, year: usize) -> Result<()> {
        let read = async || Ok(self.cell(line, year).await?.is("focused"));
        wait::equals(true, read).await.with_context(|| format!("the keyboard at {line}, year {year}"))
    }

    /// The field that is open in a cell.
    pub async fn cell_field(&self, line: &str, year: usize) -> Result<Node> {
        let grid = self.find("grid", "Five-year projection").await?;
        self.find_in(Some(&grid), "textbox", &format!("{line}, year {year}")).await
    }

    async fn place(&self, line: &str, year: usize) -> Result<(usize, usize)> {
        let cell = self.cell(line, year).await?.element(self.tab()).await?;
        let place = cell.attr("data-cell").await?.context("the cell has no place")?;
        let (row, column) = place.split_once('-').context("a cell's place")?;
        Ok((row.parse()?, column.parse()?))
    }
}
