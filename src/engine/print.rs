//! Printing a formula: with labels, with the numbers of a cell, and in
//! notations to come. Operators and brackets are written here once; a
//! `Notation` says how references, literals and axes read.

use super::cell_ref::CellRef;
use super::check;
use super::expr::{Comparison, Condition, Expr, Extreme, Fold, Operator};
use super::model::{Line, Model, Place};
use super::unit::{Form, Unit};
use super::values::Values;

/// A part of a printed formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Operators, brackets, literals.
    Text(String),
    /// A reference, which can be followed.
    Reference {
        /// The cell that is meant; for labels the line at the cell's own place.
        address: CellRef,
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
    fn literal(&self, value: f64, unit: &Unit) -> Written;
    /// The factor from base units to a line's own: 12 months/yr.
    fn factor(&self, unit: &Unit) -> String;
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

    /// A negative number is bracketed behind an operator, as a person would.
    fn number(text: impl Into<String>, value: f64) -> Self {
        Self { binding: if value < 0.0 { Binding::Loose } else { Binding::Atom }, ..Self::atom(text) }
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
    let printer = Printer { model, notation: &Labels { model } };
    text(&printer.expr(formula, &vec![0; model.axes().len()]).pieces)
}

/// A calculated cell's formula with the labels of its lines.
pub fn cell_formula(model: &Model, line: &Line, cell: usize, formula: &Expr) -> Vec<Piece> {
    let printer = Printer { model, notation: &Labels { model } };
    printer.in_unit(formula, &line.unit, &model.place(line, cell)).pieces
}

/// A line's total as a formula with labels; empty where it has none.
pub fn total_formula(model: &Model, line: &Line) -> Vec<Piece> {
    let total = check::total_expr(model, line);
    let printer = Printer { model, notation: &Labels { model } };
    let written = total.map(|(total, unit)| printer.in_unit(&total, &unit, &model.place(line, 0)));
    written.map(|written| written.pieces).unwrap_or_default()
}

/// A line's total with the numbers that it is made of; empty where it has none.
pub fn total_numbers(
    model: &Model,
    values: &Values,
    line: &Line,
    (write, full): (WriteNumber<'_>, bool),
) -> Vec<Piece> {
    let Some((total, unit)) = check::total_expr(model, line) else { return Vec::new() };
    let notation = Numbers { model, values, write, full };
    Printer { model, notation: &notation }.in_unit(&total, &unit, &model.place(line, 0)).pieces
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
    Printer { model, notation: &notation }.in_unit(formula, &line.unit, &place).pieces
}

struct Labels<'m> {
    model: &'m Model,
}

impl Notation for Labels<'_> {
    fn reference(&self, line: &Line, cell: usize) -> Written {
        let address = self.model.cell_ref(line, cell);
        Written {
            pieces: vec![Piece::Reference { address, text: line.short.clone() }],
            binding: Binding::Atom,
        }
    }

    fn literal(&self, value: f64, unit: &Unit) -> Written {
        let text = match unit.form() {
            // Nothing is nothing in every currency.
            Form::Money if value == 0.0 => "0".to_owned(),
            Form::Money => format!("${value}{}", unit.suffix(true)),
            // Twelve decimals hide what multiplying by 100 adds to the digits.
            Form::Percent => format!("{}%", (value * 1e14).round() / 1e12),
            _ => format!("{value}{}", unit.suffix(true)),
        };
        Written::number(text, value)
    }

    fn factor(&self, unit: &Unit) -> String {
        format!("{}{}", unit.per_base(), per_base_unit(unit).suffix(true))
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
        let address = self.model.cell_ref(line, cell);
        let value = self.values.cell(&line.id, cell);
        let text = value.map_or_else(|| "undefined".to_owned(), |value| (self.write)(value, &line.unit));
        let binding = Written::number("", value.unwrap_or(0.0)).binding;
        in_base(Written { pieces: vec![Piece::Reference { address, text }], binding }, &line.unit)
    }

    fn literal(&self, value: f64, unit: &Unit) -> Written {
        in_base(Written::number((self.write)(value, unit), value), unit)
    }

    fn factor(&self, unit: &Unit) -> String {
        let shown = if self.full { per_base_unit(unit) } else { unit.clone() };
        (self.write)(unit.per_base(), &shown)
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

/// A number with the factor from its unit to base units, which formulas are
/// calculated in: `14.4 months ÷ 12`.
fn in_base(number: Written, unit: &Unit) -> Written {
    if unit.per_base() == 1.0 {
        return number;
    }
    let mut pieces = number.bracketed_below(Binding::Atom);
    pieces.push(Piece::Text(format!(" ÷ {}", unit.per_base())));
    Written { pieces, binding: Binding::Product }
}

/// What a conversion from base units is in: `months/yr`. A unit with no single
/// name for its base is left as it is.
fn per_base_unit(unit: &Unit) -> Unit {
    let quotient = Unit::parse(&format!("{}/{}", unit.symbol(), unit.dimension()));
    quotient.ok().filter(|quotient| quotient.dimension().is_pure()).unwrap_or_else(|| unit.clone())
}

struct Printer<'m, N> {
    model: &'m Model,
    notation: &'m N,
}

impl<N: Notation> Printer<'_, N> {
    /// A formula with the factor from base units to a line's own, so that what
    /// is printed multiplies out to what is shown: `CAC ÷ ARPU × 12 months/yr`.
    fn in_unit(&self, formula: &Expr, unit: &Unit, place: &Place) -> Written {
        match formula {
            _ if unit.per_base() == 1.0 => self.expr(formula, place),
            Expr::Undefined(_) => self.expr(formula, place),
            Expr::If(when, then, otherwise) => {
                self.choice(when, then, otherwise, place, &|branch| self.in_unit(branch, unit, place))
            }
            _ => {
                let mut pieces = self.expr(formula, place).bracketed_below(Binding::Product);
                pieces.push(Piece::Text(format!(" × {}", self.notation.factor(unit))));
                Written { pieces, binding: Binding::Product }
            }
        }
    }

    fn expr(&self, expr: &Expr, place: &Place) -> Written {
        match expr {
            Expr::Number(value, unit) => self.notation.literal(*value, unit),
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
            Expr::If(when, then, otherwise) => {
                self.choice(when, then, otherwise, place, &|branch| self.expr(branch, place))
            }
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

    fn choice(
        &self,
        when: &Condition,
        then: &Expr,
        otherwise: &Expr,
        place: &Place,
        branch: &dyn Fn(&Expr) -> Written,
    ) -> Written {
        match self.notation.holds(when, place) {
            Some(true) => return branch(then),
            Some(false) => return branch(otherwise),
            None => {}
        }
        let mut pieces = Vec::new();
        if matches!(otherwise, Expr::Undefined(_)) {
            pieces.extend(branch(then).pieces);
            pieces.push(Piece::Text(", if ".to_owned()));
            pieces.extend(self.condition(when, place));
        } else {
            pieces.push(Piece::Text("if ".to_owned()));
            pieces.extend(self.condition(when, place));
            pieces.push(Piece::Text(" then ".to_owned()));
            pieces.extend(branch(then).pieces);
            pieces.push(Piece::Text(" else ".to_owned()));
            pieces.extend(branch(otherwise).pieces);
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
        self.model.axis(id).map_or_else(|| id.to_owned(), |axis| axis.label.to_ascii_lowercase())
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
