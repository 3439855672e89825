//! Where a number comes from and what uses it.

use super::cell_expr::{CellExpr, Node};
use super::cell_ref::CellRef;
use super::model::{Content, Line, Model};
use super::unroll;
use std::collections::BTreeSet;

/// The cells that a cell's formula reads, in reading order, each once.
pub fn precedents(model: &Model, line: &Line, cell: usize) -> Vec<CellRef> {
    let formula = line.formula();
    formula.map(|of| read_by(model, unroll::unroll(model, of, &model.place(line, cell)))).unwrap_or_default()
}

/// The cells that a line's total reads; none where it has no total.
pub fn total_precedents(model: &Model, line: &Line) -> Vec<CellRef> {
    let total = model.total(line);
    total.map(|total| read_by(model, unroll::unroll_total(model, &total))).unwrap_or_default()
}

/// The cells that a number is made of, where several are taken together.
pub fn referred_precedents(model: &Model, at: &CellRef) -> Vec<CellRef> {
    let referred = model.referred(at);
    let read = referred.map(|of| read_by(model, unroll::unroll_rolled(model, &of.formula, &of.place)));
    read.unwrap_or_default()
}

fn read_by(model: &Model, formula: Option<CellExpr<'_>>) -> Vec<CellRef> {
    let mut found = Vec::new();
    if let Some(formula) = formula {
        collect(model, &formula, &mut found);
    }
    let mut seen = BTreeSet::new();
    found.retain(|cell| seen.insert(cell.clone()));
    found
}

fn collect(model: &Model, expr: &CellExpr<'_>, found: &mut Vec<CellRef>) {
    match &expr.node {
        Node::Cell(of) => found.push(model.cell_ref(of.line, of.cell)),
        _ => expr.parts().into_iter().for_each(|part| collect(model, part, found)),
    }
}

/// The cells whose formulas read a cell, in the order of the model.
pub fn dependents(model: &Model, of: &CellRef) -> Vec<CellRef> {
    let calculated = model
        .lines()
        .iter()
        .filter(|line| line.formula().is_some_and(|formula| model.read_by(formula).contains(&&of.line)));
    let cells = calculated.flat_map(|line| (0..model.cell_count(line)).map(move |cell| (line, cell)));
    let reads = cells.filter(|(line, cell)| precedents(model, line, *cell).contains(of));
    reads.map(|(line, cell)| model.cell_ref(line, cell)).collect()
}

/// The drivers' cells that a cell depends on, directly or through others.
pub fn origins(model: &Model, of: &CellRef) -> BTreeSet<CellRef> {
    let mut origins = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![of.clone()];
    while let Some(next) = open.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        match (model.line(&next.line), model.cell(&next)) {
            (Some(line), Some(_)) if matches!(line.content, Content::Driver(_)) => {
                origins.insert(next);
            }
            (Some(line), Some(cell)) => open.extend(precedents(model, line, cell)),
            (Some(_), None) => open.extend(referred_precedents(model, &next)),
            _ => {}
        }
    }
    origins
}
