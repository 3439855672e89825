//! Printing a formula: in words, with the numbers of a cell, and as text that can
//! be read again.
//!
//! Operators and brackets are written once, by the tree of a formula and by
//! the numbers of a cell alike; a [`Notation`] says how all else reads.

mod notation;
mod numbers;
mod prose;
mod source;
mod tree;

pub use notation::{Binding, Notation, Piece, Policy, Signs, Written, text};
pub use numbers::WriteNumber;
pub use prose::Prose;
pub use source::Source;

use super::cell_ref::CellRef;
use super::expr::{Condition, Expr};
use super::model::{Line, Model};
use super::place::Place;
use super::unroll;
use super::values::Values;
use numbers::Numbers;
use tree::Printer;

/// A formula in a notation, as one text. References are those of the first cell.
pub fn formula(model: &Model, notation: &dyn Notation, formula: &Expr) -> String {
    text(&Printer { model, notation }.expr(formula, &model.origin()).pieces)
}

/// A formula with the labels of its lines, as one text.
pub fn labels(model: &Model, of: &Expr) -> String {
    formula(model, &Prose { model }, of)
}

/// A formula as text that can be read again, with lines and axes by their ids.
///
/// ```
/// use megahour::engine::expr::{line, prev, pure};
/// use megahour::engine::model::Model;
/// use megahour::engine::print;
/// let model = Model::new(Vec::new(), Vec::new(), Vec::new())?;
/// let balance = prev("year", line("balance"), line("opening")) - line("paid") * pure(0.5);
/// assert_eq!(
///     print::source(&model, &balance),
///     "balance[year: prev, else opening] - paid * 0.5",
/// );
/// # Ok::<(), megahour::engine::error::ModelErrors>(())
/// ```
pub fn source(model: &Model, of: &Expr) -> String {
    formula(model, &Source, of)
}

/// The condition of a node that has one, with the labels of its lines.
pub(super) fn condition_labels(model: &Model, of: &Expr) -> String {
    let condition = |when: &Condition| {
        text(&Printer { model, notation: &Prose { model } }.condition(when, &model.origin()))
    };
    match of {
        Expr::FirstWhere { when, .. } | Expr::If(when, ..) => condition(when),
        // A part that is read elsewhere, such as a period before.
        _ => match of.parts().first() {
            Some(part) => condition_labels(model, part),
            None => labels(model, of),
        },
    }
}

/// A calculated cell's formula with the labels of its lines.
pub fn cell_formula(model: &Model, line: &Line, cell: usize, formula: &Expr) -> Vec<Piece> {
    let printer = Printer { model, notation: &Prose { model } };
    printer.in_unit(formula, &line.unit, &model.place(line, cell)).pieces
}

/// A line's total as a formula with labels; empty where it has none.
pub fn total_formula(model: &Model, line: &Line) -> Vec<Piece> {
    let (Some(total), Some(unit)) = (model.total(line), model.total_unit(line)) else { return Vec::new() };
    let printer = Printer { model, notation: &Prose { model } };
    printer.rolled_in_unit(&total, &unit, &model.origin()).pieces
}

/// How a number that is referred to is made, with labels: a cell's formula, or
/// the rule by which several are taken together. Empty for a driver's cell, and
/// where there is no such number.
pub fn referred_formula(model: &Model, at: &CellRef) -> Vec<Piece> {
    let Some(line) = model.line(&at.line) else { return Vec::new() };
    if let Some(cell) = model.cell(at) {
        return line.formula().map(|formula| cell_formula(model, line, cell, formula)).unwrap_or_default();
    }
    let (Some(referred), Some(unit)) = (model.referred(at), model.unit_of(at)) else { return Vec::new() };
    let printer = Printer { model, notation: &Prose { model } };
    printer.rolled_in_unit(&referred.formula, &unit, &referred.place).pieces
}

/// The same with the numbers that it is made of.
pub fn referred_numbers(
    model: &Model,
    values: &Values,
    at: &CellRef,
    (write, full): (WriteNumber<'_>, bool),
) -> Vec<Piece> {
    let Some(line) = model.line(&at.line) else { return Vec::new() };
    if let Some(cell) = model.cell(at) {
        let numbers = |formula| cell_numbers(model, values, line, cell, formula, (write, full));
        return line.formula().map(numbers).unwrap_or_default();
    }
    let Some(referred) = model.referred(at) else { return Vec::new() };
    let unrolled = unroll::unroll_rolled(model, &referred.formula, &referred.place);
    let numbers = Numbers { model, values, write, full, grain: None };
    unrolled.map(|formula| numbers.expr(&formula).pieces).unwrap_or_default()
}

/// A line's total with the numbers that it is made of; empty where it has none.
pub fn total_numbers(
    model: &Model,
    values: &Values,
    line: &Line,
    (write, full): (WriteNumber<'_>, bool),
) -> Vec<Piece> {
    let Some(total) = model.total(line) else { return Vec::new() };
    let unrolled = unroll::unroll_total(model, &total);
    let numbers = Numbers { model, values, write, full, grain: None };
    unrolled.map(|formula| numbers.expr(&formula).pieces).unwrap_or_default()
}

/// A calculated cell's formula with the numbers of its references. `full` keeps
/// “per year” and factors of one year; without it they are left out, for places
/// where every figure is a year's.
pub fn cell_numbers(
    model: &Model,
    values: &Values,
    line: &Line,
    cell: usize,
    formula: &Expr,
    (write, full): (WriteNumber<'_>, bool),
) -> Vec<Piece> {
    let place: Place = model.place(line, cell);
    let unrolled = unroll::unroll(model, formula, &place);
    let numbers = Numbers { model, values, write, full, grain: model.grain(line) };
    unrolled.map(|formula| numbers.in_unit(&formula, &line.unit).pieces).unwrap_or_default()
}
