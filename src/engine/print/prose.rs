//! Formulas in words, with the labels of lines and axes.

use super::notation::{
    Binding, Notation, PROSE, Piece, Policy, RolledUp, Signs, Window, Written, WrittenShort, binary, call,
};
use crate::engine::axis::Grain;
use crate::engine::cell_ref::CellRef;
use crate::engine::expr::{Bound, Expr, Fold, Operator, Selection};
use crate::engine::function::Function;
use crate::engine::id::{AxisId, LineId};
use crate::engine::model::{Line, Model};
use crate::engine::unit::{Form, Unit};

/// The notation of explanations: the words that people use.
pub struct Prose<'m> {
    /// The model whose labels are used.
    pub model: &'m Model,
}

impl Prose<'_> {
    /// A sum over time of amounts: values × the length of their period.
    fn amount(&self, fold: Fold, axis: &AxisId, sum: Written) -> Written {
        let grain = self.model.axis(axis).and_then(|axis| axis.grain);
        let unit = grain.and_then(|grain| Unit::parse(grain.unit()).ok());
        match unit.filter(|_| fold == Fold::Amount) {
            Some(unit) => binary((PROSE, Policy::Plain), Operator::Multiply, sum, self.literal(1.0, &unit)),
            None => sum,
        }
    }

    fn axis_label(&self, id: &str) -> String {
        self.model.axis(id).map_or_else(|| id.to_owned(), |axis| axis.label.to_ascii_lowercase())
    }
}

impl Notation for Prose<'_> {
    fn signs(&self) -> Signs {
        PROSE
    }

    fn policy(&self) -> Policy {
        Policy::Plain
    }

    fn reference(&self, line: &Line, cell: CellRef) -> Written {
        Written {
            pieces: vec![Piece::Reference { address: cell, text: line.short.clone() }],
            binding: Binding::Atom,
        }
    }

    fn unknown(&self, line: &LineId) -> Written {
        Written::atom(line.as_str())
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
        Written::number(text, if value == 0.0 { 0.0 } else { value })
    }

    fn undefined(&self, _why: &str) -> Written {
        Written::atom("undefined")
    }

    fn factor(&self, factor: f64, unit: &Unit) -> String {
        format!("{factor}{}", per_base_unit(unit).suffix(true))
    }

    fn key(&self, axis: &AxisId) -> Written {
        Written::atom(format!("number of the {}", self.axis_label(axis)))
    }

    fn count(&self, axis: &AxisId) -> Written {
        Written::atom(self.model.axis(axis).map_or(0, |axis| axis.members.len()).to_string())
    }

    fn period(&self) -> Written {
        Written::atom("length of the period")
    }

    fn choice(&self, when: Vec<Piece>, then: Written, (written, otherwise): (Written, &Expr)) -> Written {
        choice(when, then, Some(written).filter(|_| !matches!(otherwise, Expr::Undefined(_))))
    }

    fn at(&self, axis: &AxisId, offset: i32, of: Written, _first: Written) -> Written {
        let label = self.axis_label(axis);
        let when = match offset {
            -1 => format!(" of the previous {label}"),
            1 => format!(" of the next {label}"),
            0 => String::new(),
            steps => {
                format!(" {} {label}s {}", steps.unsigned_abs(), if steps < 0 { "earlier" } else { "later" })
            }
        };
        of.followed_by(when, Binding::Power)
    }

    fn fold(&self, fold: Fold, axis: &AxisId, of: Written) -> Written {
        let label = self.axis_label(axis);
        match fold {
            Fold::First => of.followed_by(format!(" of the first {label}"), Binding::Power),
            Fold::Last => of.followed_by(format!(" of the last {label}"), Binding::Power),
            _ => {
                let folded = call(&format!("{} over all {label}s", fold_name(fold)), [of.pieces]);
                self.amount(fold, axis, folded)
            }
        }
    }

    fn fold_within(&self, fold: Fold, axis: &AxisId, longer: Grain, of: Written) -> Written {
        let (label, longer) = (self.axis_label(axis), longer.label().to_ascii_lowercase());
        match fold {
            Fold::First | Fold::Last => {
                of.followed_by(format!(" of the {longer}’s {} {label}", fold_name(fold)), Binding::Power)
            }
            _ => call(&format!("{} over the {longer}’s {label}s", fold_name(fold)), [of.pieces]),
        }
    }

    fn window(&self, window: Window<'_>) -> Written {
        let label = self.axis_label(window.axis);
        let end = |bound: Bound| match bound {
            Bound::First => format!("the first {label}"),
            Bound::Last => format!("the last {label}"),
            Bound::Offset(0) => format!("this {label}"),
            Bound::Offset(-1) => format!("the {label} before"),
            Bound::Offset(1) => format!("the {label} after"),
            Bound::Offset(steps) if steps < 0 => format!("{} {label}s before", steps.unsigned_abs()),
            Bound::Offset(steps) => format!("{steps} {label}s after"),
        };
        let name = format!("{} from {} to {}", fold_name(window.fold), end(window.from), end(window.to));
        let amount = |sum| self.amount(window.fold, window.axis, sum);
        match window.short {
            WrittenShort::Undefined => amount(call(&name, [window.of.pieces])),
            WrittenShort::Available => {
                amount(call(&format!("{name}, as far as there are"), [window.of.pieces]))
            }
            WrittenShort::Else(otherwise) => {
                let mut written = amount(call(&name, [window.of.pieces]));
                written.pieces.push(Piece::Text(", else ".to_owned()));
                written.pieces.extend(otherwise.pieces);
                Written { binding: Binding::Loose, ..written }
            }
        }
    }

    fn lookup(&self, axis: &AxisId, position: Written, of: Written, otherwise: Written) -> Written {
        let mut pieces = of.bracketed_below(Binding::Atom);
        pieces.push(Piece::Text(format!(" of {} ", self.axis_label(axis))));
        pieces.extend(position.bracketed_below(Binding::Atom));
        pieces.push(Piece::Text(", else ".to_owned()));
        pieces.extend(otherwise.pieces);
        Written { pieces, binding: Binding::Loose }
    }

    fn first_where(&self, axis: &AxisId, when: Vec<Piece>) -> Written {
        call(&format!("number of the first {} where ", self.axis_label(axis)), [when])
    }

    fn select(&self, axis: &AxisId, at: &Selection, of: Written) -> Written {
        let label = self.axis_label(axis);
        match at {
            Selection::Key(key) => {
                let member =
                    self.model.axis(axis).and_then(|axis| axis.members.iter().find(|of| of.key == *key));
                let name = member.map_or(key.as_str(), |member| member.label.as_str());
                of.followed_by(format!(" of {name}"), Binding::Power)
            }
            Selection::All => of.followed_by(format!(" of all {label}s"), Binding::Power),
        }
    }

    fn roll_up(&self, rolled: RolledUp<'_>, plain: Written, spelt: &dyn Fn() -> Written) -> Written {
        match (rolled.to, rolled.all) {
            (Some(grain), []) => plain
                .followed_by(format!(" of the whole {}", grain.label().to_ascii_lowercase()), Binding::Power),
            _ => spelt(),
        }
    }

    fn map(&self, _from: &AxisId, to: &AxisId, of: Written) -> Written {
        of.followed_by(format!(" of the {}", self.axis_label(to)), Binding::Power)
    }

    fn call(&self, function: Function, _over: Option<&AxisId>, arguments: Vec<Written>) -> Written {
        call(function.signature().name, arguments.into_iter().map(|argument| argument.pieces))
    }
}

/// One of two values in words; without the other where that is undefined.
pub(super) fn choice(when: Vec<Piece>, then: Written, otherwise: Option<Written>) -> Written {
    let mut pieces = Vec::new();
    match otherwise {
        None => {
            pieces.extend(then.pieces);
            pieces.push(Piece::Text(", if ".to_owned()));
            pieces.extend(when);
        }
        Some(otherwise) => {
            pieces.push(Piece::Text("if ".to_owned()));
            pieces.extend(when);
            pieces.push(Piece::Text(" then ".to_owned()));
            pieces.extend(then.pieces);
            pieces.push(Piece::Text(" else ".to_owned()));
            pieces.extend(otherwise.pieces);
        }
    }
    Written { pieces, binding: Binding::Loose }
}

pub(super) fn fold_name(fold: Fold) -> &'static str {
    match fold {
        Fold::Sum | Fold::Amount => "sum",
        Fold::Mean => "mean",
        Fold::Min => "min",
        Fold::Max => "max",
        Fold::ArgMin => "number of the smallest",
        Fold::First => "first",
        Fold::Last => "last",
    }
}

/// What a conversion from base units is in: `months/yr`. A unit with no single
/// name for its base is left as it is.
pub(super) fn per_base_unit(unit: &Unit) -> Unit {
    let quotient = Unit::parse(&format!("{}/{}", unit.symbol(), unit.dimension()));
    quotient.ok().filter(|quotient| quotient.dimension().is_pure()).unwrap_or_else(|| unit.clone())
}
