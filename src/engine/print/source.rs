//! Formulas as text that can be read again, with lines and axes by their ids.
//!
//! Two trees never read the same: operands on the right are bracketed where
//! another order would be another tree, a minus before all but a name or a
//! bracket is followed by one, and a negative literal is in brackets behind an
//! operator. A unit stands right behind its literal. What building a model makes
//! explicit is written as people write it.

use super::notation::{
    Binding, Notation, Piece, Policy, RolledUp, Signs, Window, Written, WrittenShort, call,
};
use crate::engine::cell_ref::CellRef;
use crate::engine::expr::{Bound, Expr, Fold, Selection};
use crate::engine::function::Function;
use crate::engine::id::{AxisId, LineId};
use crate::engine::model::Line;
use crate::engine::unit::{Form, Unit};

/// The notation that documents keep formulas in.
pub struct Source;

/// Words that mean something by themselves.
const WORDS: [&str; 24] = [
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "over",
    "min",
    "max",
    "sum",
    "mean",
    "argmin",
    "first",
    "last",
    "prev",
    "next",
    "all",
    "available",
    "undefined",
    "number",
    "count",
    "period",
    "lookup",
    "map",
];

impl Notation for Source {
    fn signs(&self) -> Signs {
        Signs {
            add: " + ",
            subtract: " - ",
            multiply: " * ",
            divide: " / ",
            power: "^",
            negate: "-",
            at_most: " <= ",
            at_least: " >= ",
        }
    }

    fn policy(&self) -> Policy {
        Policy::Exact
    }

    fn reference(&self, line: &Line, cell: CellRef) -> Written {
        let text = name(&line.id);
        Written { pieces: vec![Piece::Reference { address: cell, text }], binding: Binding::Atom }
    }

    fn unknown(&self, line: &LineId) -> Written {
        Written::atom(name(line))
    }

    fn literal(&self, value: f64, unit: &Unit) -> Written {
        if !value.is_finite() {
            return self.undefined("the number is not finite");
        }
        let text = match (unit.form(), unit.symbol()) {
            (Form::Percent, _) => format!("{}%", times_hundred(value)),
            (Form::Multiple, symbol) => format!("{value}{symbol}"),
            (_, "") => value.to_string(),
            (_, symbol) => match (symbol.strip_prefix('$'), symbol.strip_prefix("1/")) {
                (Some(rest), _) => format!("{}${}{rest}", sign(value), value.abs()),
                (_, Some(rest)) => format!("{value}/{rest}"),
                _ => format!("{value} {symbol}"),
            },
        };
        Written::number(text, value)
    }

    fn undefined(&self, why: &str) -> Written {
        let escaped = why.replace('\\', "\\\\").replace('"', "\\\"");
        Written::atom(format!("undefined(\"{escaped}\")"))
    }

    fn factor(&self, factor: f64, _unit: &Unit) -> String {
        factor.to_string()
    }

    fn key(&self, axis: &AxisId) -> Written {
        Written::atom(format!("number({})", name(axis)))
    }

    fn count(&self, axis: &AxisId) -> Written {
        Written::atom(format!("count({})", name(axis)))
    }

    fn period(&self) -> Written {
        Written::atom("period")
    }

    fn choice(&self, when: Vec<Piece>, then: Written, (otherwise, _): (Written, &Expr)) -> Written {
        super::prose::choice(when, then, Some(otherwise))
    }

    fn at(&self, axis: &AxisId, offset: i32, of: Written, first: Written) -> Written {
        let step = match offset {
            -1 => "prev".to_owned(),
            1 => "next".to_owned(),
            _ => offset.to_string(),
        };
        indexed(of, axis, &step, Some(first))
    }

    fn fold(&self, fold: Fold, axis: &AxisId, of: Written) -> Written {
        over(fold_name(fold), [of], Some(axis))
    }

    fn window(&self, window: Window<'_>) -> Written {
        let end = |bound: Bound| match bound {
            Bound::First => "first".to_owned(),
            Bound::Last => "last".to_owned(),
            Bound::Offset(steps) => steps.to_string(),
        };
        let mut stretch = format!("{}..{}", end(window.from), end(window.to));
        let otherwise = match window.short {
            WrittenShort::Undefined => None,
            WrittenShort::Available => {
                stretch.push_str(", available");
                None
            }
            WrittenShort::Else(otherwise) => Some(otherwise),
        };
        call(fold_name(window.fold), [indexed(window.of, window.axis, &stretch, otherwise).pieces])
    }

    fn lookup(&self, axis: &AxisId, position: Written, of: Written, otherwise: Written) -> Written {
        over("lookup", [of, position, otherwise], Some(axis))
    }

    fn first_where(&self, axis: &AxisId, when: Vec<Piece>) -> Written {
        over("first_where", [Written { pieces: when, binding: Binding::Loose }], Some(axis))
    }

    fn select(&self, axis: &AxisId, at: &Selection, of: Written) -> Written {
        match at {
            Selection::Key(key) => indexed(of, axis, &name(key), None),
            Selection::All => indexed(of, axis, "all", None),
        }
    }

    fn roll_up(&self, rolled: RolledUp<'_>, plain: Written, _spelt: &dyn Fn() -> Written) -> Written {
        rolled.all.iter().fold(plain, |of, axis| indexed(of, axis, "all", None))
    }

    fn map(&self, from: &AxisId, to: &AxisId, of: Written) -> Written {
        let axes = [from, to].map(|axis| vec![Piece::Text(name(axis))]);
        call("map", [of.pieces].into_iter().chain(axes))
    }

    fn call(&self, function: Function, axis: Option<&AxisId>, arguments: Vec<Written>) -> Written {
        over(function.signature().name, arguments, axis)
    }
}

/// A name with arguments, and an axis behind them.
fn over(name_of: &str, arguments: impl IntoIterator<Item = Written>, axis: Option<&AxisId>) -> Written {
    let mut written = call(name_of, arguments.into_iter().map(|argument| argument.pieces));
    if let Some(axis) = axis {
        written.pieces.pop();
        written.pieces.push(Piece::Text(format!(" over {})", name(axis))));
    }
    written
}

/// A part with a place along an axis behind it.
fn indexed(of: Written, axis: &AxisId, at: &str, otherwise: Option<Written>) -> Written {
    let mut written = of.followed_by(format!("[{}: {at}", name(axis)), Binding::Atom);
    if let Some(otherwise) = otherwise {
        written.pieces.push(Piece::Text(", else ".to_owned()));
        written.pieces.extend(otherwise.pieces);
    }
    written.pieces.push(Piece::Text("]".to_owned()));
    written
}

fn fold_name(fold: Fold) -> &'static str {
    if fold == Fold::ArgMin { "argmin" } else { super::prose::fold_name(fold) }
}

/// An id or key as it is, in quotes where that would read as something else.
fn name(id: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_plain = id.starts_with(is_letter)
        && id.split('.').all(|part| part.starts_with(is_letter) || part.bytes().all(|b| b.is_ascii_digit()))
        && !id.ends_with('.')
        && !id.contains("..")
        && id.chars().all(|c| is_letter(c) || c.is_ascii_digit() || c == '.');
    let is_taken = WORDS.contains(&id)
        || id == "first_where"
        || Function::ALL.into_iter().any(|function| function.signature().name == id);
    match is_plain && !is_taken {
        true => id.to_owned(),
        false => format!("'{}'", id.replace('\\', "\\\\").replace('\'', "\\'")),
    }
}

fn sign(value: f64) -> &'static str {
    if value.is_sign_negative() { "-" } else { "" }
}

/// A hundred times a value, exact to its last digit: the point moves.
fn times_hundred(value: f64) -> String {
    let scientific = format!("{:e}", value.abs());
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let digits = mantissa.replace('.', "");
    // How many digits stand before the point.
    let before = exponent.parse::<i32>().unwrap_or(0) + 3;
    let text = match usize::try_from(before) {
        Ok(before) if before >= digits.len() => format!("{digits:0<before$}"),
        Ok(before) if before > 0 => format!("{}.{}", &digits[..before], &digits[before..]),
        _ => format!("0.{}{digits}", "0".repeat(before.unsigned_abs() as usize)),
    };
    // Of zero all digits are before the point.
    let text = if value == 0.0 { "0" } else { text.as_str() };
    format!("{}{text}", sign(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_has_the_digits_of_its_value() {
        let cases = [
            (0.07, "7"),
            (0.5, "50"),
            (0.123, "12.3"),
            (1.0, "100"),
            (-0.005, "-0.5"),
            (0.0001, "0.01"),
            (0.0, "0"),
            (12.5, "1250"),
            (1e-7, "0.00001"),
        ];
        for (value, text) in cases {
            assert_eq!(times_hundred(value), text);
        }
    }

    #[test]
    fn names_that_read_as_something_else_are_in_quotes() {
        for plain in ["revenue", "fleet.revenue", "x.12", "_a1"] {
            assert_eq!(name(plain), plain);
        }
        for (id, quoted) in
            [("if", "'if'"), ("1a", "'1a'"), ("a-b", "'a-b'"), ("it's", "'it\\'s'"), ("", "''")]
        {
            assert_eq!(name(id), quoted);
        }
    }
}
