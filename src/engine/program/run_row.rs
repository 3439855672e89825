//! Running a row: one operation on many cells.

use super::arithmetic::{apply, at_most, defined, equal, found, larger, less, power, select, smaller};
use super::expr::{Comparison, Extreme, Operator};
use super::{Op, Operand, Register, Row, Work};

/// The cells of one group of a row: where the results go, and how many.
#[derive(Clone, Copy)]
struct Group {
    into: Register,
    by: Operand,
    count: u32,
}

/// One group of cells that are read.
#[derive(Clone, Copy)]
struct Source {
    first: Register,
    by: Operand,
}

impl Group {
    fn cell(self, inner: u32) -> usize {
        self.by.cell(self.into, inner) as usize
    }
}

impl Source {
    #[inline(always)]
    fn cell(self, inner: u32) -> usize {
        self.by.cell(self.first, inner) as usize
    }

    fn is_side_by_side(self) -> bool {
        self.by.inner == 1
    }

    fn is_one(self) -> bool {
        self.by.inner == 0
    }

    /// The columns that are read where they are side by side or one, given all
    /// registers below and above those that are written.
    #[inline(always)]
    fn columns<'r, const LANES: usize>(
        self,
        below: &'r [[f64; LANES]],
        above: &'r [[f64; LANES]],
        above_from: usize,
        count: usize,
    ) -> Option<&'r [[f64; LANES]]> {
        let first = self.first as usize;
        let count = if self.is_one() { 1 } else { count };
        below.get(first..first + count).or_else(|| {
            let first = first.checked_sub(above_from)?;
            above.get(first..first + count)
        })
    }
}

/// Runs a row at one time of a loop.
#[inline]
pub(super) fn run_row<const LANES: usize>(registers: &mut [[f64; LANES]], row: &Row, time: u32) {
    if LANES == 1 && row.inner == 1 && row.outer == 1 && row.work == Work::Each {
        return cell(registers, row, time);
    }
    for outer in 0..row.outer {
        let group = Group { into: row.into.group(outer, time), by: row.into, count: row.inner };
        let source = |operand: usize| {
            let by = row.operands.get(operand).copied().unwrap_or_default();
            Source { first: by.group(outer, time), by }
        };
        match row.work {
            Work::Each => each(registers, row, group, source),
            Work::Fold { count, stride, from_first } => {
                let values = Values { of: source(1), stride, from: u32::from(from_first), to: count };
                let start = if from_first { source(1) } else { source(0) };
                match &row.op {
                    // A sum that is no finite number at any value is none in the
                    // end: one test does.
                    Op::Binary(Operator::Add, ..) => {
                        fold(registers, group, start, values, |a, b| a + b, defined);
                    }
                    Op::Extreme(Extreme::Min, ..) => fold(registers, group, start, values, smaller, |a| a),
                    Op::Extreme(Extreme::Max, ..) => fold(registers, group, start, values, larger, |a| a),
                    // Nothing else is folded.
                    _ => {}
                }
            }
        }
    }
}

/// A row of one cell for one scenario, as most rows of loops are: the operation
/// is chosen once, and nothing else is to be found out.
fn cell<const LANES: usize>(registers: &mut [[f64; LANES]], row: &Row, time: u32) {
    let value = |operand: Register| {
        let of = row.operands.get(operand as usize).copied().unwrap_or_default();
        registers[of.group(0, time) as usize][0]
    };
    let result = apply(&row.op, f64::NAN, value);
    registers[row.into.group(0, time) as usize] = [result; LANES];
}

/// The values that are folded onto each cell of a group.
#[derive(Clone, Copy)]
struct Values {
    of: Source,
    /// How far the values for one cell are apart.
    stride: i32,
    from: u32,
    to: u32,
}

impl Values {
    /// Where the values of a number are, for each cell.
    fn at(self, number: u32) -> Source {
        let first = self.of.first.wrapping_add_signed(self.stride.wrapping_mul(number as i32));
        Source { first, ..self.of }
    }
}

/// For each cell of a group one value after another, onto what there is so far.
#[inline(always)]
fn fold<const LANES: usize>(
    registers: &mut [[f64; LANES]],
    group: Group,
    start: Source,
    values: Values,
    op: impl Fn(f64, f64) -> f64,
    end: impl Fn(f64) -> f64,
) {
    if group.count > 1 && group.by.inner == 1 && values.of.is_side_by_side() {
        one(registers, group, start, |a| a);
        (values.from..values.to).for_each(|number| more(registers, group, values.at(number), &op));
        for cell in 0..group.count {
            let register = &mut registers[group.cell(cell)];
            *register = register.map(&end);
        }
        return;
    }
    for cell in 0..group.count {
        let mut result = registers[start.cell(cell)];
        let mut at = values.at(values.from).cell(cell);
        for _ in values.from..values.to {
            let value = &registers[at];
            for lane in 0..LANES {
                result[lane] = op(result[lane], value[lane]);
            }
            at = at.wrapping_add_signed(values.stride as isize);
        }
        registers[group.cell(cell)] = result.map(&end);
    }
}

/// The row's operation on each cell of a group.
#[inline(always)]
fn each<const LANES: usize>(
    registers: &mut [[f64; LANES]],
    row: &Row,
    group: Group,
    source: impl Fn(usize) -> Source,
) {
    let r = registers;
    match &row.op {
        Op::Constant(_) | Op::Input => {}
        Op::Copy(_) => one(r, group, source(0), |a| a),
        Op::Negate(_) => one(r, group, source(0), |a| -a),
        Op::Not(_) => one(r, group, source(0), |a| 1.0 - a),
        Op::Binary(operator, ..) => {
            let (a, b) = (source(0), source(1));
            match operator {
                Operator::Add => two(r, group, a, b, |a, b| defined(a + b)),
                Operator::Subtract => two(r, group, a, b, |a, b| defined(a - b)),
                Operator::Multiply => two(r, group, a, b, |a, b| defined(a * b)),
                Operator::Divide => two(r, group, a, b, |a, b| defined(a / b)),
                Operator::Power => two(r, group, a, b, power),
            }
        }
        Op::Extreme(Extreme::Min, ..) => two(r, group, source(0), source(1), smaller),
        Op::Extreme(Extreme::Max, ..) | Op::Or(..) => two(r, group, source(0), source(1), larger),
        Op::Compare(comparison, ..) => {
            let (a, b) = (source(0), source(1));
            match comparison {
                Comparison::Less => two(r, group, a, b, less),
                Comparison::AtMost => two(r, group, a, b, at_most),
                Comparison::Equal => two(r, group, a, b, equal),
            }
        }
        Op::And(..) => two(r, group, source(0), source(1), |a, b| defined(a * b)),
        Op::Select(..) => three(r, group, [source(0), source(1), source(2)], select),
        Op::Call(function, arguments) => {
            let mut values = vec![0.0; arguments.len()];
            for cell in 0..group.count {
                for lane in 0..LANES {
                    for (value, argument) in values.iter_mut().zip(arguments) {
                        *value = r[source(*argument as usize).cell(cell)][lane];
                    }
                    r[group.cell(cell)][lane] = defined(function.apply(&values));
                }
            }
        }
        Op::Lookup(of) => {
            for cell in 0..group.count {
                for lane in 0..LANES {
                    let value = |operand: usize| r[source(operand).cell(cell)][lane];
                    let found = found(value(0), of.len());
                    r[group.cell(cell)][lane] = found.map_or(f64::NAN, value);
                }
            }
        }
    }
}

/// The registers of a group that is side by side, between those below and above.
type Split<'r, const LANES: usize> = (&'r [[f64; LANES]], &'r mut [[f64; LANES]], &'r [[f64; LANES]]);

#[inline(always)]
fn split<const LANES: usize>(registers: &mut [[f64; LANES]], group: Group) -> Option<Split<'_, LANES>> {
    if group.by.inner != 1 && group.count != 1 {
        return None;
    }
    let (below, rest) = registers.split_at_mut_checked(group.into as usize)?;
    let (into, above) = rest.split_at_mut_checked(group.count as usize)?;
    Some((below, into, above))
}

#[inline(always)]
fn one<const LANES: usize>(registers: &mut [[f64; LANES]], group: Group, a: Source, op: impl Fn(f64) -> f64) {
    let above_from = group.into as usize + group.count as usize;
    if (a.is_side_by_side() || a.is_one() || group.count == 1)
        && let Some((below, into, above)) = split(registers, group)
        && let Some(a_columns) = a.columns(below, above, above_from, group.count as usize)
    {
        match a.is_one() {
            true => into.fill(a_columns[0].map(&op)),
            false => into.iter_mut().zip(a_columns).for_each(|(into, a)| *into = a.map(&op)),
        }
        return;
    }
    for cell in 0..group.count {
        registers[group.cell(cell)] = registers[a.cell(cell)].map(&op);
    }
}

#[inline(always)]
fn two<const LANES: usize>(
    registers: &mut [[f64; LANES]],
    group: Group,
    a: Source,
    b: Source,
    op: impl Fn(f64, f64) -> f64,
) {
    let above_from = group.into as usize + group.count as usize;
    let count = group.count as usize;
    let direct = |of: Source| of.is_side_by_side() || of.is_one();
    if count > 1
        && direct(a)
        && direct(b)
        && let Some((below, into, above)) = split(registers, group)
        && let (Some(a_columns), Some(b_columns)) =
            (a.columns(below, above, above_from, count), b.columns(below, above, above_from, count))
    {
        match (a.is_one(), b.is_one()) {
            (false, false) => {
                for ((into, a), b) in into.iter_mut().zip(a_columns).zip(b_columns) {
                    lanes(into, a, b, &op);
                }
            }
            (true, _) => {
                let a = a_columns[0];
                into.iter_mut().zip(b_columns).for_each(|(into, b)| lanes(into, &a, b, &op));
            }
            (false, true) => {
                let b = b_columns[0];
                into.iter_mut().zip(a_columns).for_each(|(into, a)| lanes(into, a, &b, &op));
            }
        }
        return;
    }
    for cell in 0..group.count {
        let (a, b) = (registers[a.cell(cell)], registers[b.cell(cell)]);
        lanes(&mut registers[group.cell(cell)], &a, &b, &op);
    }
}

#[inline(always)]
fn three<const LANES: usize>(
    registers: &mut [[f64; LANES]],
    group: Group,
    sources: [Source; 3],
    op: impl Fn(f64, f64, f64) -> f64,
) {
    let above_from = group.into as usize + group.count as usize;
    let count = group.count as usize;
    if count > 1
        && sources.iter().all(|of| of.is_side_by_side() || of.is_one())
        && let Some((below, into, above)) = split(registers, group)
        && let [Some(a), Some(b), Some(c)] = sources.map(|of| of.columns(below, above, above_from, count))
    {
        let [a_by, b_by, c_by] = sources.map(|of| usize::from(!of.is_one()));
        for (cell, into) in into.iter_mut().enumerate() {
            let (a, b, c) = (&a[cell * a_by], &b[cell * b_by], &c[cell * c_by]);
            for lane in 0..LANES {
                into[lane] = op(a[lane], b[lane], c[lane]);
            }
        }
        return;
    }
    for cell in 0..group.count {
        let [a, b, c] = sources.map(|of| registers[of.cell(cell)]);
        let into = &mut registers[group.cell(cell)];
        for lane in 0..LANES {
            into[lane] = op(a[lane], b[lane], c[lane]);
        }
    }
}

#[inline(always)]
fn more<const LANES: usize>(
    registers: &mut [[f64; LANES]],
    group: Group,
    value: Source,
    op: &impl Fn(f64, f64) -> f64,
) {
    let above_from = group.into as usize + group.count as usize;
    let count = group.count as usize;
    if count > 1
        && value.is_side_by_side()
        && let Some((below, into, above)) = split(registers, group)
        && let Some(values) = value.columns(below, above, above_from, count)
    {
        for (into, value) in into.iter_mut().zip(values) {
            for lane in 0..LANES {
                into[lane] = op(into[lane], value[lane]);
            }
        }
        return;
    }
    for cell in 0..group.count {
        let value = registers[value.cell(cell)];
        let into = &mut registers[group.cell(cell)];
        for lane in 0..LANES {
            into[lane] = op(into[lane], value[lane]);
        }
    }
}

#[inline(always)]
fn lanes<const LANES: usize>(
    into: &mut [f64; LANES],
    a: &[f64; LANES],
    b: &[f64; LANES],
    op: impl Fn(f64, f64) -> f64,
) {
    for lane in 0..LANES {
        into[lane] = op(a[lane], b[lane]);
    }
}
