//! Printing a formula: with labels, with the numbers of a cell, and in
//! notations to come. Operators and brackets are written here once; a
//! `Notation` says how references, literals and axes read.

use super::address::Address;
use super::check;
use super::expr::{Comparison, Condition, Expr, Extreme, Fold, Operator};
use super::model::{Line, Model, Place};
use super::unit::Unit;
use super::values::Values;

/// A part of a printed formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Operators, brackets, literals.
    Text(String),
    /// A reference, which can be followed.
    Reference {
        /// The cell that is meant; for labels the line at the cell's own place.
        address: Address,
        /// How it is printed.
        text: String,
    },
}

impl Piece {
    /// What is printed.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Reference { text, .. } => text,
        }
    }
}

/// The pieces as one text.
pub fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// How a notation writes what is not an operator.
trait Notation {
    /// A reference to a line's cell.
    fn reference(&self, line: &Line, cell: usize) -> Written;
    /// A literal.
    fn literal(&self, value: f64, unit: &Unit) -> String;
    /// Whether a product with this literal is left out.
    fn is_silent(&self, _value: f64, _unit: &Unit) -> bool {
        false
    }
    /// Whether what happens along an axis is written cell by cell, instead of
    /// being described.
    fn unrolls(&self) -> bool;
    /// Whether a condition holds here; `None` where both branches are written.
    fn holds(&self, condition: &Condition, place: &Place) -> Option<bool>;
}

/// How tightly a printed part holds together.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Loose,
    Sum,
    Product,
    Power,
    Atom,
}

struct Written {
    pieces: Vec<Piece>,
    binding: Binding,
}

impl Written {
    fn atom(text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::Text(text.into())], binding: Binding::Atom }
    }

    fn bracketed_below(self, binding: Binding) -> Vec<Piece> {
        if self.binding >= binding {
            return self.pieces;
        }
        let mut pieces = vec![Piece::Text("(".to_owned())];
        pieces.extend(self.pieces);
        pieces.push(Piece::Text(")".to_owned()));
        pieces
    }
}

/// A formula with the labels of its lines, as one text.
pub fn labels(model: &Model, formula: &Expr) -> String {
    text(&formula_pieces(model, formula, &vec![0; model.axes().len()]))
}

/// A calculated cell's formula with the labels of its lines.
pub fn cell_formula(model: &Model, line: &Line, cell: usize, formula: &Expr) -> Vec<Piece> {
    formula_pieces(model, &converted(formula, &line.unit, true), &model.place(line, cell))
}

/// A line's total as a formula with labels; empty where it has none.
pub fn total_formula(model: &Model, line: &Line) -> Vec<Piece> {
    let total = check::total_expr(model, line);
    total.map(|(total, _)| formula_pieces(model, &total, &model.place(line, 0))).unwrap_or_default()
}

/// A line's total with the numbers that it is made of; empty where it has none.
pub fn total_numbers(
    model: &Model,
    values: &Values,
    line: &Line,
    (write, full): (WriteNumber<'_>, bool),
) -> Vec<Piece> {
    let Some((total, _)) = check::total_expr(model, line) else { return Vec::new() };
    let notation = Numbers { model, values, write, full };
    Printer { model, notation: &notation }.expr(&total, &model.place(line, 0)).pieces
}

fn formula_pieces(model: &Model, formula: &Expr, place: &Place) -> Vec<Piece> {
    Printer { model, notation: &Labels { model } }.expr(formula, place).pieces
}

/// How numbers are written into a formula: a value with its unit.
pub type WriteNumber<'a> = &'a dyn Fn(f64, &Unit) -> String;

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
    let place = model.place(line, cell);
    let notation = Numbers { model, values, write, full };
    Printer { model, notation: &notation }.expr(&converted(formula, &line.unit, full), &place).pieces
}

/// A formula with the factor from base units to its line's own, so that what is
/// printed multiplies out to what is shown: `CAC ÷ ARPU × 12 months/yr`.
fn converted(formula: &Expr, unit: &Unit, full: bool) -> Expr {
    if unit.per_base() == 1.0 {
        return formula.clone();
    }
    match formula {
        Expr::Undefined(_) => formula.clone(),
        Expr::If(when, then, otherwise) => {
            let branch = |branch| Box::new(converted(branch, unit, full));
            Expr::If(when.clone(), branch(then), branch(otherwise))
        }
        _ => {
            let per_base = Unit::parse(&format!("{}/{}", unit.symbol(), unit.dimension()));
            let factor = per_base.ok().filter(|_| full).unwrap_or_else(|| unit.clone());
            Expr::Binary(
                Operator::Multiply,
                Box::new(formula.clone()),
                Box::new(Expr::Number(unit.per_base(), factor)),
            )
        }
    }
}

struct Labels<'m> {
    model: &'m Model,
}

impl Notation for Labels<'_> {
    fn reference(&self, line: &Line, cell: usize) -> Written {
        let address = self.model.address(line, cell);
        Written {
            pieces: vec![Piece::Reference { address, text: line.short.clone() }],
            binding: Binding::Atom,
        }
    }

    fn literal(&self, value: f64, unit: &Unit) -> String {
        format!("{value}{}", unit.suffix(true))
    }

    fn unrolls(&self) -> bool {
        false
    }

    fn holds(&self, _condition: &Condition, _place: &Place) -> Option<bool> {
        None
    }
}

struct Numbers<'m> {
    model: &'m Model,
    values: &'m Values,
    write: WriteNumber<'m>,
    full: bool,
}

impl Notation for Numbers<'_> {
    fn reference(&self, line: &Line, cell: usize) -> Written {
        let address = self.model.address(line, cell);
        let value = self.values.cell(&line.id, cell);
        let text = value.map_or_else(|| "undefined".to_owned(), |value| (self.write)(value, &line.unit));
        let mut pieces = vec![Piece::Reference { address, text }];
        // A negative number is bracketed behind an operator, as a person would.
        let mut binding = if value.is_some_and(|value| value < 0.0) { Binding::Loose } else { Binding::Atom };
        if line.unit.per_base() != 1.0 {
            pieces.push(Piece::Text(format!(" ÷ {}", line.unit.per_base())));
            binding = Binding::Sum;
        }
        Written { pieces, binding }
    }

    fn literal(&self, value: f64, unit: &Unit) -> String {
        (self.write)(value, unit)
    }

    fn is_silent(&self, value: f64, unit: &Unit) -> bool {
        !self.full && value == 1.0 && unit.symbol() == "yr"
    }

    fn unrolls(&self) -> bool {
        true
    }

    fn holds(&self, condition: &Condition, place: &Place) -> Option<bool> {
        super::interpret::condition(self.model, self.values, condition, place)
    }
}

struct Printer<'m, N> {
    model: &'m Model,
    notation: &'m N,
}

impl<N: Notation> Printer<'_, N> {
    fn expr(&self, expr: &Expr, place: &Place) -> Written {
        match expr {
            Expr::Number(value, unit) => Written::atom(self.notation.literal(*value, unit)),
            Expr::Undefined(_) => Written::atom("undefined"),
            Expr::Line(id) => match self.model.line(id) {
                Some(line) => self.notation.reference(line, self.model.cell_at(line, place)),
                None => Written::atom(id.as_str()),
            },
            Expr::Negate(of) => {
                let mut pieces = vec![Piece::Text("−".to_owned())];
                pieces.extend(self.expr(of, place).bracketed_below(Binding::Power));
                Written { pieces, binding: Binding::Loose }
            }
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right, place),
            Expr::If(when, then, otherwise) => self.choice(when, then, otherwise, place),
            Expr::Extreme(extreme, parts) => {
                let name = if *extreme == Extreme::Min { "min" } else { "max" };
                call(name, parts.iter().map(|part| self.expr(part, place).pieces))
            }
            Expr::At { axis, offset, of, first } => self.at(axis, *offset, of, first, place),
            Expr::Fold(fold, axis, of) => self.fold(*fold, axis, of, place),
            Expr::Key(axis) => match self.model.axis_position(axis).and_then(|axis| place.get(axis)) {
                Some(position) if self.notation.unrolls() => Written::atom((position + 1).to_string()),
                _ => Written::atom(format!("number of the {}", self.axis_label(axis))),
            },
            Expr::Count(axis) => {
                let length = self.model.axis(axis).map_or(0, |axis| axis.members.len());
                Written::atom(length.to_string())
            }
            Expr::Map { from, to, of } => match self.model.mapped(place, from, to) {
                Some(place) if self.notation.unrolls() => self.expr(of, &place),
                _ => self.described(of, place, &format!(" of the {}", self.axis_label(to))),
            },
            Expr::Call { function, over, arguments } => {
                let places = match over {
                    Some(axis) if self.notation.unrolls() => self.model.along(place, axis),
                    _ => vec![place.clone()],
                };
                let all = places.iter().flat_map(|place| arguments.iter().map(move |part| (part, place)));
                call(function.signature().name, all.map(|(part, place)| self.expr(part, place).pieces))
            }
        }
    }

    fn binary(&self, operator: Operator, left: &Expr, right: &Expr, place: &Place) -> Written {
        let factor = matches!(operator, Operator::Multiply | Operator::Divide);
        if let (true, Expr::Number(value, unit)) = (factor, right)
            && self.notation.is_silent(*value, unit)
        {
            return self.expr(left, place);
        }
        // The right operand is bracketed at equal binding where order matters.
        let (sign, binding, right_binding) = match operator {
            Operator::Add => (" + ", Binding::Sum, Binding::Sum),
            Operator::Subtract => (" − ", Binding::Sum, Binding::Product),
            Operator::Multiply => (" × ", Binding::Product, Binding::Product),
            Operator::Divide => (" ÷ ", Binding::Product, Binding::Power),
            Operator::Power => ("^", Binding::Power, Binding::Atom),
        };
        let left_binding = if operator == Operator::Power { Binding::Atom } else { binding };
        let mut pieces = self.expr(left, place).bracketed_below(left_binding);
        pieces.push(Piece::Text(sign.to_owned()));
        pieces.extend(self.expr(right, place).bracketed_below(right_binding));
        Written { pieces, binding }
    }

    fn choice(&self, when: &Condition, then: &Expr, otherwise: &Expr, place: &Place) -> Written {
        match self.notation.holds(when, place) {
            Some(true) => return self.expr(then, place),
            Some(false) => return self.expr(otherwise, place),
            None => {}
        }
        let mut pieces = Vec::new();
        if matches!(otherwise, Expr::Undefined(_)) {
            pieces.extend(self.expr(then, place).pieces);
            pieces.push(Piece::Text(", if ".to_owned()));
            pieces.extend(self.condition(when, place));
        } else {
            pieces.push(Piece::Text("if ".to_owned()));
            pieces.extend(self.condition(when, place));
            pieces.push(Piece::Text(" then ".to_owned()));
            pieces.extend(self.expr(then, place).pieces);
            pieces.push(Piece::Text(" else ".to_owned()));
            pieces.extend(self.expr(otherwise, place).pieces);
        }
        Written { pieces, binding: Binding::Loose }
    }

    fn condition(&self, condition: &Condition, place: &Place) -> Vec<Piece> {
        let joined = |left: Vec<Piece>, sign: &str, right: Vec<Piece>| {
            left.into_iter().chain([Piece::Text(sign.to_owned())]).chain(right).collect()
        };
        match condition {
            Condition::Compare(comparison, left, right) => {
                let sign = match comparison {
                    Comparison::Less => " < ",
                    Comparison::AtMost => " ≤ ",
                    Comparison::Equal => " = ",
                };
                let side = |side| self.expr(side, place).bracketed_below(Binding::Sum);
                // A person writes the literal last: “gross margin > 0”.
                match (comparison, left, right) {
                    (Comparison::Less, Expr::Number(..), _) => joined(side(right), " > ", side(left)),
                    (Comparison::AtMost, Expr::Number(..), _) => joined(side(right), " ≥ ", side(left)),
                    _ => joined(side(left), sign, side(right)),
                }
            }
            Condition::And(left, right) => {
                joined(self.condition(left, place), " and ", self.condition(right, place))
            }
            Condition::Or(left, right) => {
                joined(self.condition(left, place), " or ", self.condition(right, place))
            }
            Condition::Not(of) => call("not", [self.condition(of, place)].into_iter()).pieces,
        }
    }

    fn at(&self, axis: &str, offset: i32, of: &Expr, first: &Expr, place: &Place) -> Written {
        if self.notation.unrolls() {
            return match self.model.shifted(place, axis, offset) {
                Some(place) => self.expr(of, &place),
                None => self.expr(first, place),
            };
        }
        let label = self.axis_label(axis);
        let when = match offset {
            -1 => format!(" of the previous {label}"),
            1 => format!(" of the next {label}"),
            0 => String::new(),
            steps => {
                format!(" {} {label}s {}", steps.unsigned_abs(), if steps < 0 { "earlier" } else { "later" })
            }
        };
        self.described(of, place, &when)
    }

    fn described(&self, of: &Expr, place: &Place, how: &str) -> Written {
        let mut pieces = self.expr(of, place).bracketed_below(Binding::Atom);
        pieces.push(Piece::Text(how.to_owned()));
        Written { pieces, binding: Binding::Power }
    }

    fn fold(&self, fold: Fold, axis: &str, of: &Expr, place: &Place) -> Written {
        let places = self.model.along(place, axis);
        let label = self.axis_label(axis);
        match (fold, self.notation.unrolls()) {
            (Fold::First | Fold::Last, true) => {
                let end = if fold == Fold::First { places.first() } else { places.last() };
                end.map_or_else(|| Written::atom("undefined"), |place| self.expr(of, place))
            }
            (Fold::First, false) => self.described(of, place, &format!(" of the first {label}")),
            (Fold::Last, false) => self.described(of, place, &format!(" of the last {label}")),
            (Fold::Sum, true) if !places.is_empty() => {
                let mut pieces = Vec::new();
                for (position, place) in places.iter().enumerate() {
                    pieces.extend((position > 0).then(|| Piece::Text(" + ".to_owned())));
                    pieces.extend(self.expr(of, place).bracketed_below(Binding::Sum));
                }
                Written { pieces, binding: if places.len() == 1 { Binding::Loose } else { Binding::Sum } }
            }
            (_, true) => call(fold_name(fold), places.iter().map(|place| self.expr(of, place).pieces)),
            (_, false) => {
                let name = format!("{} over all {label}s", fold_name(fold));
                call(&name, [self.expr(of, place).pieces].into_iter())
            }
        }
    }

    fn axis_label(&self, id: &str) -> String {
        self.model.axis(id).map_or_else(|| id.to_owned(), |axis| axis.label.to_lowercase())
    }
}

fn fold_name(fold: Fold) -> &'static str {
    match fold {
        Fold::Sum => "sum",
        Fold::Min => "min",
        Fold::Max => "max",
        Fold::ArgMin => "number of the smallest",
        Fold::First => "first",
        Fold::Last => "last",
    }
}

fn call(name: &str, arguments: impl Iterator<Item = Vec<Piece>>) -> Written {
    let mut pieces = vec![Piece::Text(format!("{name}("))];
    for (position, argument) in arguments.enumerate() {
        pieces.extend((position > 0).then(|| Piece::Text(", ".to_owned())));
        pieces.extend(argument);
    }
    pieces.push(Piece::Text(")".to_owned()));
    Written { pieces, binding: Binding::Atom }
}
