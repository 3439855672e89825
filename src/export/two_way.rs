//! An output over the ranges of two drivers, as a table.

use super::csv::{Cell, Table};

/// One of the two quantities.
pub struct Side<'a> {
    /// What it is called, with its unit.
    pub name: &'a str,
    /// Its values in rising order.
    pub values: &'a [f64],
}

/// A value over two quantities.
pub struct TwoWay<'a> {
    /// The scenario's name.
    pub scenario: &'a str,
    /// What the values are, with their unit.
    pub output: &'a str,
    /// From left to right.
    pub across: Side<'a>,
    /// From bottom to top.
    pub up: Side<'a>,
    /// The value at a column from the left and a row from the bottom.
    pub at: &'a dyn Fn(usize, usize) -> Option<f64>,
}

/// Says the scenario and what the values are; then a row for each value of the
/// vertical quantity, the largest first.
///
/// ```
/// use megahour::export::{csv, two_way::{Side, TwoWay, two_way}};
/// let table = two_way(&TwoWay {
///     scenario: "Ours",
///     output: "Gross margin (%)",
///     across: Side { name: "Price ($/h)", values: &[1.0, 0.1 + 0.2] },
///     up: Side { name: "Cost ($/h)", values: &[0.5] },
///     at: &|column, _| (column == 0).then_some(0.5),
/// });
/// assert_eq!(
///     csv::write(&table),
///     "Scenario,Ours\r\nOutput,Gross margin (%)\r\nCost ($/h) \\ Price ($/h),1,0.3\r\n0.5,0.5,\r\n"
/// );
/// ```
pub fn two_way(of: &TwoWay<'_>) -> Table {
    let mut table = vec![
        vec![Cell::text("Scenario"), Cell::text(of.scenario)],
        vec![Cell::text("Output"), Cell::text(of.output)],
    ];
    let corner = Cell::text(format!("{} \\ {}", of.up.name, of.across.name));
    let across = of.across.values.iter().map(|value| Cell::plain(Some(*value)));
    table.push(std::iter::once(corner).chain(across).collect());
    for (row, value) in of.up.values.iter().enumerate().rev() {
        let cells = (0..of.across.values.len()).map(|column| Cell::plain((of.at)(column, row)));
        table.push(std::iter::once(Cell::plain(Some(*value))).chain(cells).collect());
    }
    table
}
