//! Where a number comes from and what uses it.

use super::cell_ref::CellRef;
use super::check;
use super::expr::{Condition, Expr, Fold};
use super::model::{Content, Line, Model, Place};
use std::collections::BTreeSet;

/// The cells that a cell's formula reads, in reading order, each once.
pub fn precedents(model: &Model, line: &Line, cell: usize) -> Vec<CellRef> {
    match &line.content {
        Content::Formula(formula) => read_by(model, formula, &model.place(line, cell)),
        Content::Driver(_) => Vec::new(),
    }
}

/// The cells that a line's total reads; none where it has no total.
pub fn total_precedents(model: &Model, line: &Line) -> Vec<CellRef> {
    let total = check::total_expr(model, line);
    total.map(|(total, _)| read_by(model, &total, &model.place(line, 0))).unwrap_or_default()
}

fn read_by(model: &Model, formula: &Expr, place: &Place) -> Vec<CellRef> {
    let mut found = Vec::new();
    collect(model, formula, place, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|address| seen.insert(address.clone()));
    found
}

/// The cells whose formulas read a cell, in the order of the model.
pub fn dependents(model: &Model, address: &CellRef) -> Vec<CellRef> {
    let calculated = model.lines().iter().filter(|line| matches!(line.content, Content::Formula(_)));
    let cells = calculated.flat_map(|line| (0..model.cell_count(line)).map(move |cell| (line, cell)));
    let reads = cells.filter(|(line, cell)| precedents(model, line, *cell).contains(address));
    reads.map(|(line, cell)| model.cell_ref(line, cell)).collect()
}

/// The drivers' cells that a cell depends on, directly or through others.
pub fn origins(model: &Model, address: &CellRef) -> BTreeSet<CellRef> {
    let mut origins = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![address.clone()];
    while let Some(address) = open.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        match (model.line(&address.line), model.cell(&address)) {
            (Some(line), Some(_)) if matches!(line.content, Content::Driver(_)) => {
                origins.insert(address);
            }
            (Some(line), Some(cell)) => open.extend(precedents(model, line, cell)),
            _ => {}
        }
    }
    origins
}

fn collect(model: &Model, expr: &Expr, place: &Place, found: &mut Vec<CellRef>) {
    match expr {
        Expr::Line(id) => {
            if let Some(line) = model.line(id) {
                found.push(model.cell_ref(line, model.cell_at(line, place)));
            }
        }
        Expr::At { axis, offset, of, first } => match model.shifted(place, axis, *offset) {
            Some(place) => collect(model, of, &place, found),
            None => collect(model, first, place, found),
        },
        Expr::Fold(fold, axis, of) => {
            let places = model.along(place, axis);
            let read = match fold {
                Fold::First => &places[..places.len().min(1)],
                Fold::Last => &places[places.len().saturating_sub(1)..],
                _ => &places,
            };
            read.iter().for_each(|place| collect(model, of, place, found));
        }
        Expr::Map { from, to, of } => {
            if let Some(place) = model.mapped(place, from, to) {
                collect(model, of, &place, found);
            }
        }
        Expr::Call { over: Some(axis), arguments, .. } => {
            for place in &model.along(place, axis) {
                arguments.iter().for_each(|part| collect(model, part, place, found));
            }
        }
        Expr::If(when, then, otherwise) => {
            collect_condition(model, when, place, found);
            collect(model, then, place, found);
            collect(model, otherwise, place, found);
        }
        other => other.parts().into_iter().for_each(|part| collect(model, part, place, found)),
    }
}

fn collect_condition(model: &Model, condition: &Condition, place: &Place, found: &mut Vec<CellRef>) {
    condition.parts().into_iter().for_each(|part| collect(model, part, place, found));
}
