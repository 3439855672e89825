//! Derivatives: every value with how fast it changes as the inputs move in one
//! direction, exact to rounding (dual numbers over the compiled operations).

use super::expr::{Extreme, Operator};
use super::function::Function;
use super::{CONSTANT, Op, Program, Register, arithmetic};

/// A value and its change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual {
    /// The value; NaN where undefined.
    pub value: f64,
    /// Its change for one step in the direction; NaN where there is none, such
    /// as at a power's vertical tangent.
    pub slope: f64,
    /// Whether the value has a corner or a jump here: two operands of `min`,
    /// `max` or a comparison are equal and part as the inputs move. The slope is
    /// then that of a step forward; a step back may have another.
    pub kink: bool,
}

/// Every register's value and change, for inputs that move along `direction`.
/// Missing inputs are undefined, missing steps are none.
pub fn run(program: &Program, inputs: &[f64], direction: &[f64]) -> Vec<Dual> {
    let mut registers = vec![fixed(0.0); program.register_count()];
    for (position, register) in registers.iter_mut().enumerate().take(program.input_count()) {
        *register = defined(Dual {
            value: inputs.get(position).copied().unwrap_or(f64::NAN),
            slope: direction.get(position).copied().unwrap_or(0.0),
            kink: false,
        });
    }
    for preset in &program.presets {
        registers[preset.register as usize] = defined(fixed(preset.value));
    }
    program.for_each_operation(&mut |into, op| {
        registers[into as usize] = defined(operation(&op, |register| match register & CONSTANT {
            0 => registers[register as usize],
            _ => fixed(program.constants[(register ^ CONSTANT) as usize]),
        }));
    });
    registers
}

/// What an operation makes of values that move.
fn operation(op: &Op, at: impl Fn(Register) -> Dual) -> Dual {
    match op {
        Op::Constant(bits) => fixed(f64::from_bits(*bits)),
        Op::Input => fixed(f64::NAN),
        Op::Copy(a) => at(*a),
        Op::Negate(a) => Dual { value: -at(*a).value, slope: -at(*a).slope, ..at(*a) },
        Op::Binary(operator, a, b) => binary(*operator, at(*a), at(*b)),
        Op::Extreme(extreme, a, b) => self::extreme(*extreme, at(*a), at(*b)),
        Op::Compare(comparison, a, b) => {
            let (a, b) = (at(*a), at(*b));
            let tie = a.value == b.value && a.slope != b.slope;
            Dual { kink: tie | a.kink | b.kink, ..fixed(arithmetic::compare(*comparison, a.value, b.value)) }
        }
        Op::And(a, b) => Dual { kink: at(*a).kink | at(*b).kink, ..fixed(at(*a).value * at(*b).value) },
        Op::Or(a, b) => {
            let (a, b) = (at(*a), at(*b));
            Dual { kink: a.kink | b.kink, ..fixed(arithmetic::larger(a.value, b.value)) }
        }
        Op::Not(a) => Dual { kink: at(*a).kink, ..fixed(1.0 - at(*a).value) },
        Op::Select(when, a, b) => {
            let when = at(*when);
            let chosen = if when.value == 0.0 { at(*b) } else { at(*a) };
            let value = if when.value.is_nan() { f64::NAN } else { chosen.value };
            Dual { value, kink: chosen.kink | when.kink, ..chosen }
        }
        Op::Lookup(of) => {
            let position = of.first().map_or(fixed(f64::NAN), |position| at(*position));
            let found = arithmetic::found(position.value, of.len()).and_then(|found| of.get(found));
            let found = found.map_or(fixed(f64::NAN), |register| at(*register));
            Dual { kink: found.kink | position.kink | (position.slope != 0.0), ..found }
        }
        Op::Call(function, arguments) => {
            call(*function, arguments.iter().map(|argument| at(*argument)).collect())
        }
    }
}

fn fixed(value: f64) -> Dual {
    Dual { value, slope: 0.0, kink: false }
}

/// Nothing infinite, and no change of what has no value.
fn defined(of: Dual) -> Dual {
    if !of.value.is_finite() {
        return Dual { value: f64::NAN, slope: f64::NAN, ..of };
    }
    Dual { slope: if of.slope.is_finite() { of.slope } else { f64::NAN }, ..of }
}

fn binary(operator: Operator, a: Dual, b: Dual) -> Dual {
    let value = arithmetic::operate(operator, a.value, b.value);
    let slope = match operator {
        Operator::Add => a.slope + b.slope,
        Operator::Subtract => a.slope - b.slope,
        Operator::Multiply => a.slope * b.value + a.value * b.slope,
        Operator::Divide => (a.slope - value * b.slope) / b.value,
        Operator::Power => {
            // A part that does not move has no share, even where its factor is
            // infinite or undefined.
            let by_base = match a.slope == 0.0 || b.value == 0.0 {
                true => 0.0,
                false => b.value * libm::pow(a.value, b.value - 1.0) * a.slope,
            };
            let by_exponent =
                if b.slope == 0.0 || value == 0.0 { 0.0 } else { value * libm::log(a.value) * b.slope };
            by_base + by_exponent
        }
    };
    Dual { value, slope, kink: a.kink | b.kink }
}

fn extreme(extreme: Extreme, a: Dual, b: Dual) -> Dual {
    let (value, slope) = match extreme {
        Extreme::Min => (arithmetic::smaller(a.value, b.value), arithmetic::smaller(a.slope, b.slope)),
        Extreme::Max => (arithmetic::larger(a.value, b.value), arithmetic::larger(a.slope, b.slope)),
    };
    match a.value.partial_cmp(&b.value) {
        // At a tie the one that gets ahead with the step decides.
        Some(std::cmp::Ordering::Equal) => {
            Dual { value, slope, kink: a.kink | b.kink | (a.slope != b.slope) }
        }
        _ => Dual { value, ..if value == a.value { a } else { b } },
    }
}

fn call(function: Function, arguments: Vec<Dual>) -> Dual {
    let values: Vec<f64> = arguments.iter().map(|argument| argument.value).collect();
    let value = function.apply(&values);
    let kink = arguments.iter().any(|argument| argument.kink);
    let slope = match (function, arguments.as_slice()) {
        (Function::Ln, [of]) => of.slope / of.value,
        (Function::Exp, [of]) => value * of.slope,
        (Function::Irr, [_, flows @ ..]) => rate_slope(value, flows),
        (Function::Abs, [of]) => {
            if of.value < 0.0 || (of.value == 0.0 && of.slope < 0.0) {
                -of.slope
            } else {
                of.slope
            }
        }
        (Function::Round | Function::Floor | Function::Ceil | Function::IrrCount, _) => 0.0,
        (Function::Level, [rate, periods]) => level_slope(value, *rate, *periods),
        (Function::Npv | Function::NpvAmount, [rate, flows @ ..]) => present_value_slope(*rate, flows),
        _ => f64::NAN,
    };
    let kink = kink | has_kink(function, &arguments);
    Dual { value, slope, kink }
}

/// Whether a function itself has a corner or a jump at its argument.
fn has_kink(function: Function, arguments: &[Dual]) -> bool {
    let [of] = arguments else { return false };
    let moves = of.slope != 0.0;
    match function {
        Function::Abs => moves && of.value == 0.0,
        Function::Floor | Function::Ceil => moves && libm::floor(of.value) == of.value,
        Function::Round => moves && libm::floor(of.value) + 0.5 == of.value,
        _ => false,
    }
}

/// A level payment is i ÷ (1 − (1 + i)^−n).
fn level_slope(level: f64, rate: Dual, periods: Dual) -> f64 {
    let (i, n) = (rate.value, periods.value);
    // Next to no rate the payment is 1/n + (½ + 1/2n) × i + (n − 1/n) ÷ 12 × i²;
    // the formula would subtract two large numbers there.
    let by_rate = match i.abs() * n < 1e-5 {
        true => 0.5 + 0.5 / n + i * (n - 1.0 / n) / 6.0,
        false if level == 0.0 => 0.0,
        false => level / i - level * level / i * (n * libm::pow(1.0 + i, -n - 1.0)),
    };
    let grown = if i == 0.0 { 1.0 } else { libm::log1p(i) / i };
    let by_periods = if level == 0.0 { 0.0 } else { -level * level * grown * libm::pow(1.0 + i, -n) };
    let share = |by: f64, slope: f64| if slope == 0.0 { 0.0 } else { by * slope };
    share(by_rate, rate.slope) + share(by_periods, periods.slope)
}

/// What the flows' changes are worth now, and what the rate's takes away.
fn present_value_slope(rate: Dual, flows: &[Dual]) -> f64 {
    let (mut factor, mut slope) = (1.0, 0.0);
    for (period, flow) in flows.iter().enumerate() {
        slope += flow.slope * factor;
        factor /= 1.0 + rate.value;
        slope -= period as f64 * flow.value * factor * rate.slope;
    }
    slope
}

/// The rate keeps the present value at zero: what the flows add to it, the
/// rate's change takes away. Flows are taken as shares of the largest, so that
/// no sum of large ones becomes infinite.
fn rate_slope(rate: f64, flows: &[Dual]) -> f64 {
    let size = flows.iter().fold(0.0_f64, |size, flow| size.max(flow.value.abs()));
    let (mut factor, mut by_flows, mut by_rate) = (1.0, 0.0, 0.0);
    for (period, flow) in flows.iter().enumerate() {
        by_flows += flow.slope / size * factor;
        factor /= 1.0 + rate;
        by_rate -= period as f64 * (flow.value / size) * factor;
    }
    -by_flows / by_rate
}
