//! Source text is read again as the tree that it was written of. The reader here
//! knows nothing of the engine but the notation.

use crate::trees::a_tree;
use megahour::engine::expr::*;
use megahour::engine::function::Function;
use megahour::engine::model::Model;
use megahour::engine::print;
use megahour::engine::unit::Unit;
use megahour::model::Catalogue;
use proptest::prelude::*;

fn written(of: &Expr) -> String {
    let nothing = Model::new(Vec::new(), Vec::new(), Vec::new()).unwrap();
    print::source(&nothing, of)
}

#[track_caller]
fn read(text: &str) -> Expr {
    let mut reader = Reader { rest: text, window: None };
    let expr = reader.expr();
    assert!(expr.is_some(), "“{text}” is not read at “{}”", reader.rest);
    assert_eq!(reader.rest, "", "left over of “{text}”");
    expr.unwrap()
}

const KEYWORDS: [&str; 6] = ["then", "else", "and", "or", "over", "available"];

/// What stands in brackets behind a part: a step, a stretch or a member.
enum Place {
    At(i32, Expr),
    Window(Bound, Bound, Short),
    Member(Selection),
}

struct Reader<'t> {
    rest: &'t str,
    /// A stretch that the fold around it has to take.
    window: Option<(String, Bound, Bound, Short)>,
}

impl<'t> Reader<'t> {
    fn takes(&mut self, text: &str) -> bool {
        let found = self.rest.strip_prefix(text);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn expects(&mut self, text: &str) -> Option<()> {
        self.takes(text).then_some(())
    }

    /// Tries to read; goes back where that fails.
    fn tries<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.rest;
        let found = read(self);
        if found.is_none() {
            self.rest = before;
        }
        found
    }

    fn until(&mut self, is_end: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at(end);
        self.rest = rest;
        found
    }

    fn expr(&mut self) -> Option<Expr> {
        if self.takes("if ") {
            let when = self.condition()?;
            self.expects(" then ")?;
            let then = self.expr()?;
            self.expects(" else ")?;
            return Some(either(when, then, self.expr()?));
        }
        if self.rest.starts_with('-') && !self.rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == '$')
        {
            self.takes("-");
            return Some(-self.postfix()?);
        }
        self.sum()
    }

    fn chain(&mut self, signs: [(&str, Operator); 2], side: fn(&mut Self) -> Option<Expr>) -> Option<Expr> {
        let mut left = side(self)?;
        loop {
            let Some((_, operator)) = signs.into_iter().find(|(sign, _)| self.takes(sign)) else {
                return Some(left);
            };
            left = Expr::Binary(operator, Box::new(left), Box::new(side(self)?));
        }
    }

    fn sum(&mut self) -> Option<Expr> {
        self.chain([(" + ", Operator::Add), (" - ", Operator::Subtract)], Self::product)
    }

    fn product(&mut self) -> Option<Expr> {
        self.chain([(" * ", Operator::Multiply), (" / ", Operator::Divide)], Self::power)
    }

    fn power(&mut self) -> Option<Expr> {
        let base = self.postfix()?;
        if self.takes("^") { Some(base.power(self.postfix()?)) } else { Some(base) }
    }

    fn postfix(&mut self) -> Option<Expr> {
        let mut of = self.atom()?;
        while self.takes("[") {
            let axis = self.name()?;
            self.expects(": ")?;
            of = match self.place()? {
                Place::At(offset, first) => {
                    Expr::At { axis: axis.as_str().into(), offset, of: Box::new(of), first: Box::new(first) }
                }
                Place::Member(at) => Expr::Select { axis: axis.as_str().into(), at, of: Box::new(of) },
                Place::Window(from, to, short) => {
                    self.window = Some((axis, from, to, short));
                    of
                }
            };
            self.expects("]")?;
        }
        Some(of)
    }

    fn place(&mut self) -> Option<Place> {
        if let Some((from, to)) = self.tries(|reader| {
            let from = reader.bound()?;
            reader.expects("..")?;
            Some((from, reader.bound()?))
        }) {
            let short = if self.takes(", available") {
                Short::Available
            } else if self.takes(", else ") {
                Short::Else(Box::new(self.expr()?))
            } else {
                Short::Undefined
            };
            return Some(Place::Window(from, to, short));
        }
        if let Some(offset) = self.tries(|reader| {
            let offset = if reader.takes("prev") {
                -1
            } else if reader.takes("next") {
                1
            } else {
                reader.whole()?
            };
            reader.expects(", else ")?;
            Some(offset)
        }) {
            return Some(Place::At(offset, self.expr()?));
        }
        if self.takes("all") {
            return Some(Place::Member(Selection::All));
        }
        Some(Place::Member(Selection::Key(self.name()?.into())))
    }

    fn whole(&mut self) -> Option<i32> {
        self.until(|c| !(c.is_ascii_digit() || c == '-')).parse().ok()
    }

    fn bound(&mut self) -> Option<Bound> {
        if self.takes("first") {
            Some(Bound::First)
        } else if self.takes("last") {
            Some(Bound::Last)
        } else {
            self.tries(Self::whole).map(Bound::Offset)
        }
    }

    fn name(&mut self) -> Option<String> {
        match self.takes("'") {
            true => self.quoted('\''),
            false => {
                let name = self.until(|c| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
                name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_').then(|| name.to_owned())
            }
        }
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        while let Some((position, character)) = characters.next() {
            match character {
                '\\' => text.push(characters.next()?.1),
                _ if character == quote => {
                    self.rest = &self.rest[position + character.len_utf8()..];
                    return Some(text);
                }
                _ => text.push(character),
            }
        }
        None
    }

    fn literal(&mut self) -> Option<Expr> {
        let sign = if self.takes("-") { "-" } else { "" };
        let is_money = self.takes("$");
        let digits = self.until(|c| !(c.is_ascii_digit() || c == '.'));
        let is_unit = |c: char| !(c.is_alphabetic() || "$/·-".contains(c));
        let unit = if is_money {
            format!("${}", self.until(is_unit))
        } else if self.takes("%") {
            return Some(number(format!("{sign}{digits}e-2").parse().ok()?, Unit::percent()));
        } else if self.takes("×") {
            "×".to_owned()
        } else if self.rest.starts_with('/') {
            format!("1{}", self.until(is_unit))
        } else {
            let unit = self.tries(|reader| {
                reader.expects(" ")?;
                let unit = reader.until(is_unit);
                (unit.starts_with(char::is_alphabetic) && !KEYWORDS.contains(&unit)).then_some(unit)
            });
            unit.unwrap_or_default().to_owned()
        };
        Some(number(format!("{sign}{digits}").parse().ok()?, Unit::parse(&unit).ok()?))
    }

    fn atom(&mut self) -> Option<Expr> {
        if self.takes("(") {
            let inner = self.expr()?;
            return self.expects(")").map(|()| inner);
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit() || "-$".contains(c)) {
            return self.literal();
        }
        let is_quoted = self.rest.starts_with('\'');
        let name = self.name()?;
        if is_quoted || !self.rest.starts_with('(') {
            return Some(if !is_quoted && name == "period" { Expr::Period } else { line(&name) });
        }
        self.expects("(")?;
        let called = self.called(&name)?;
        self.expects(")").map(|()| called)
    }

    fn called(&mut self, name: &str) -> Option<Expr> {
        match name {
            "undefined" => {
                self.expects("\"")?;
                return Some(undefined(&self.quoted('"')?));
            }
            "number" => return Some(Expr::Key(self.name()?.into())),
            "count" => return Some(Expr::Count(self.name()?.into())),
            "first_where" => {
                let when = self.condition()?;
                self.expects(" over ")?;
                return Some(first_where(&self.name()?, when));
            }
            "map" => {
                let of = Box::new(self.expr()?);
                self.expects(", ")?;
                let from = self.name()?.into();
                self.expects(", ")?;
                return Some(Expr::Map { from, to: self.name()?.into(), of });
            }
            _ => {}
        }
        let mut arguments = Vec::new();
        while !self.rest.starts_with(')') && !self.rest.starts_with(" over ") {
            arguments.push(self.expr()?);
            self.takes(", ");
        }
        let window = self.window.take();
        let axis = if self.takes(" over ") { Some(self.name()?) } else { None };
        let how = FOLDS.iter().find(|(of, _)| *of == name).map(|(_, how)| *how);
        match (how, window, axis, arguments.as_slice()) {
            (Some(fold), Some((axis, from, to, short)), None, [of]) => {
                Some(Expr::Window { fold, axis: axis.into(), from, to, of: Box::new(of.clone()), short })
            }
            (Some(how), None, Some(axis), [of]) => Some(fold(how, &axis, of.clone())),
            (_, None, Some(axis), [of, position, otherwise]) if name == "lookup" => {
                Some(lookup(&axis, position.clone(), of.clone(), otherwise.clone()))
            }
            (_, None, None, _) if name == "min" => Some(min(arguments)),
            (_, None, None, _) if name == "max" => Some(max(arguments)),
            (_, None, axis, _) => {
                let function =
                    Function::ALL.into_iter().find(|function| function.signature().name == name)?;
                Some(Expr::Call { function, over: axis.map(Into::into), arguments })
            }
            _ => None,
        }
    }

    fn condition(&mut self) -> Option<Condition> {
        let mut left = self.single()?;
        loop {
            if self.takes(" and ") {
                left = Condition::And(Box::new(left), Box::new(self.single()?));
            } else if self.takes(" or ") {
                left = Condition::Or(Box::new(left), Box::new(self.single()?));
            } else {
                return Some(left);
            }
        }
    }

    fn single(&mut self) -> Option<Condition> {
        if self.takes("not(") {
            let of = self.condition()?;
            return self.expects(")").map(|()| Condition::Not(Box::new(of)));
        }
        if let Some(comparison) = self.tries(Self::comparison) {
            return Some(comparison);
        }
        self.expects("(")?;
        let inner = self.condition()?;
        self.expects(")").map(|()| inner)
    }

    fn comparison(&mut self) -> Option<Condition> {
        let left = self.sum()?;
        let signs = [
            (" < ", Comparison::Less, false),
            (" > ", Comparison::Less, true),
            (" <= ", Comparison::AtMost, false),
            (" >= ", Comparison::AtMost, true),
            (" = ", Comparison::Equal, false),
        ];
        let (_, comparison, is_turned) = signs.into_iter().find(|(sign, ..)| self.takes(sign))?;
        let right = self.sum()?;
        let (left, right) = if is_turned { (right, left) } else { (left, right) };
        Some(Condition::Compare(comparison, left, right))
    }
}

const FOLDS: [(&str, Fold); 7] = [
    ("sum", Fold::Sum),
    ("mean", Fold::Mean),
    ("min", Fold::Min),
    ("max", Fold::Max),
    ("argmin", Fold::ArgMin),
    ("first", Fold::First),
    ("last", Fold::Last),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_tree_is_read_back_from_its_text(of in a_tree()) {
        let text = written(&of);
        // What is no number cannot be written as one.
        prop_assume!(!text.contains("not finite"));
        prop_assert_eq!(read(&text), of, "{}", text);
    }
}

#[test]
fn every_shipped_formula_is_read_back_from_its_text() {
    let model = Catalogue::new().unwrap().model;
    let mut count = 0;
    for line in model.lines() {
        let Some(formula) = line.formula() else { continue };
        let text = print::source(&model, formula);
        assert_eq!(read(&text), *formula, "{text}");
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn a_minus_and_a_power_are_never_side_by_side_without_a_bracket() {
    let x = || line("x");
    let cases = [
        (-x().power(pure(2.0)), "-(x^2)"),
        ((-x()).power(pure(2.0)), "(-x)^2"),
        (pure(-2.0).power(pure(2.0)), "(-2)^2"),
        (-pure(2.0), "-(2)"),
        (pure(-2.0), "-2"),
        (x().power(-x()), "x^(-x)"),
        (x().power(x()).power(x()), "(x^x)^x"),
        (x() - (x() - x()), "x - (x - x)"),
        (x() + (x() + x()), "x + (x + x)"),
        (x() / (x() * x()), "x / (x * x)"),
        (x() * (-x()), "x * (-x)"),
    ];
    for (of, text) in cases {
        assert_eq!(written(&of), text);
        assert_eq!(read(text), of);
    }
}

#[test]
fn literals_keep_their_digits_and_their_units() {
    let unit = |text: &str| Unit::parse(text).unwrap();
    let cases = [
        (0.07, "%", "7%"),
        (0.1 + 0.2, "%", "30.000000000000004%"),
        (2.5, "$/GPU-h", "$2.5/GPU-h"),
        (-3.0, "$", "-$3"),
        (3.0, "×", "3×"),
        (12.0, "1/yr", "12/yr"),
        (730.0, "h/month", "730 h/month"),
        (5e-324, "", &format!("0.{}5", "0".repeat(323))),
    ];
    for (value, unit_text, text) in cases {
        let of = number(value, unit(unit_text));
        assert_eq!(written(&of), text);
        assert_eq!(read(text), of);
    }
}
