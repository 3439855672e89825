//! Machinery: units, expressions, evaluation and explanation.
//!
//! Nothing here does input or output, reads a clock, or knows a line by name.
//! A [`model::Model`] is built from lines at run time, checked, and compiled;
//! everything else interprets it.
//!
//! ```
//! use megahour::engine::axis::{Axis, Grain};
//! use megahour::engine::cause::cause;
//! use megahour::engine::expr::{fold, line, prev, pure, Fold};
//! use megahour::engine::model::{Driver, Line, Model};
//! use megahour::engine::roll_up::RollUp;
//! use megahour::engine::unit::Unit;
//! use megahour::engine::values::Values;
//!
//! let yearly = |line: Line| Line { shape: vec!["year".into()], ..line };
//! let (hours, price, money) = (Unit::parse("h/yr")?, Unit::parse("$/h")?, Unit::parse("$/yr")?);
//!
//! let model = Model::new(
//!     vec![Axis::time(Grain::Year, 2)],
//!     Vec::new(),
//!     vec![
//!         yearly(Line::input("hours", hours, Driver::any([100.0, 250.0]))),
//!         yearly(Line::input("price", price, Driver::any([2.0, 3.0]))),
//!         Line {
//!             roll_up: RollUp::SUM,
//!             ..yearly(Line::calculated("revenue", money.clone(), line("hours") * line("price")))
//!         },
//!         Line::calculated("best", money, fold(Fold::Max, "year", line("revenue"))),
//!     ],
//! )?;
//! // The inputs are the cells of all drivers in order, hours before prices here.
//! let values = Values::evaluate(&model, &[100.0, 250.0, 2.0, 3.0]);
//! assert_eq!(values.cells("revenue"), [Some(200.0), Some(750.0)]);
//! assert_eq!(values.cell("best", 0), Some(750.0));
//!
//! // What a year earns in all is an amount, no rate.
//! let revenue = model.line("revenue").and_then(|line| model.total_unit(line));
//! assert_eq!(revenue.map(|unit| unit.symbol().to_owned()).as_deref(), Some("$"));
//! assert_eq!(values.total("revenue"), Some(950.0));
//!
//! // A person adds a line; what has no value says why.
//! let per_hour = line("revenue") / (line("hours") - line("hours"));
//! let model = model.with_line(yearly(Line::calculated("odd", Unit::parse("$/h")?, per_hour)))?;
//! let values = Values::evaluate(&model, &[100.0, 250.0, 2.0, 3.0]);
//! let why = model.line("odd").and_then(|odd| cause(&model, &values, odd, 0));
//! assert_eq!(why.map(|why| why.because()).as_deref(), Some("hours − hours is zero"));
//!
//! // Units are part of the language: dollars are no hours.
//! let wrong = Line::calculated("wrong", Unit::parse("h/yr")?, fold(Fold::Sum, "year", line("revenue")));
//! let said = model.with_line(wrong).err().map(|errors| errors[0].to_string());
//! assert_eq!(
//!     said.as_deref(),
//!     Some("wrong, at “sum over all years(revenue) × 1 yr”: the unit should be h/yr, but is $"),
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod axis;
pub mod bridge;
mod build;
pub mod cause;
mod cell_expr;
pub mod cell_ref;
pub mod chance;
pub mod check;
mod dimension;
pub mod error;
pub mod expr;
pub mod function;
pub mod id;
pub mod interpret;
pub mod lower;
pub mod maps;
pub mod model;
pub mod numerals;
pub mod piecewise;
mod place;
pub mod print;
pub mod program;
pub mod rates;
mod referred;
pub mod roll_up;
mod rolled;
pub mod solve;
pub mod trace;
pub mod unit;
mod unroll;
pub mod values;
