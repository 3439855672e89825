//! From a checked model to a flat program of operations on cells.
//!
//! Axes are unrolled, so that a cycle is a cycle among cells: a balance may
//! refer to its own previous year. Equal operations are made once.

use super::super::{Flat, Op, Program, Register, arithmetic};
use crate::engine::cell_expr::{CellCondition, CellExpr, Node};
use crate::engine::error::{Fault, ModelError};
use crate::engine::expr::{Comparison, Expr, Extreme, Fold, Operator};
use crate::engine::function::Function;
use crate::engine::id::LineId;
use crate::engine::model::{Content, Line, Model};
use crate::engine::print;
use crate::engine::unroll;
use std::collections::HashMap;

/// The most operations of a program, which bounds time and memory.
const MAX_OPERATIONS: usize = 1_000_000;
/// The most nodes that are visited. Folds within folds visit a node many times
/// though they add few operations, because equal operations are made once.
const MAX_VISITS: usize = 4_000_000;
/// The deepest nesting, counted through all formulas that wait for each other's
/// cells. More would exhaust WebAssembly's stack.
const MAX_NESTED: usize = 500;

/// The program of a model in which each operation is done on a single value, cell
/// by cell: slower to make and to run, and what the other form is held against.
///
/// # Errors
/// Unknown references, cycles among cells, more or deeper than can be compiled.
pub fn flat(model: &Model) -> Result<Program, Box<ModelError>> {
    let mut compiler = Compiler {
        model,
        program: Flat::default(),
        known: HashMap::new(),
        cells: model.lines().iter().map(|line| vec![Cell::New; model.cell_count(line)]).collect(),
        waiting: Vec::new(),
        nested: 0,
        visits: 0,
    };
    for line in model.lines() {
        let input = matches!(line.content, Content::Driver(_)).then_some(compiler.program.input_count);
        if input.is_some() {
            compiler.program.input_count += model.cell_count(line);
        }
        compiler.program.inputs.push(input);
    }
    // The inputs have the first registers, each the one of its own number.
    compiler.program.ops = vec![Op::Input; compiler.program.input_count];
    // Cells are visited along their axes, all lines at each step, so that what
    // refers to the step before finds it ready and recursion stays shallow.
    let longest = compiler.cells.iter().map(Vec::len).max().unwrap_or(0);
    for cell in 0..longest {
        for line in 0..model.lines().len() {
            if cell < compiler.cells[line].len() {
                compiler.cell(line, cell)?;
            }
        }
    }
    for line in model.lines() {
        let total = match model.total(line) {
            Some(total) => {
                let named = |error: Box<ModelError>| Box::new(ModelError { line: line.id.clone(), ..*error });
                compiler.known_lines(&total).map_err(named)?;
                let unrolled = unroll::unroll_total(model, &total).ok_or_else(|| compiler.too_large());
                Some(compiler.expr(&unrolled.map_err(named)?).map_err(named)?)
            }
            None => None,
        };
        compiler.program.totals.push(total);
    }
    let ready = |cells: &Vec<Cell>| cells.iter().filter_map(|cell| cell.register()).collect();
    compiler.program.cells = compiler.cells.iter().map(ready).collect();
    Ok(compiler.program.into_program())
}

#[derive(Clone, Copy)]
enum Cell {
    New,
    Waiting,
    Ready(Register),
}

impl Cell {
    fn register(self) -> Option<Register> {
        if let Self::Ready(register) = self { Some(register) } else { None }
    }
}

struct Compiler<'m> {
    model: &'m Model,
    program: Flat,
    known: HashMap<Op, Register>,
    cells: Vec<Vec<Cell>>,
    /// The cells whose formulas are being compiled, outermost first.
    waiting: Vec<(usize, usize)>,
    /// How many nodes, of all waiting formulas, the current one is nested in.
    nested: usize,
    visits: usize,
}

/// Errors are boxed to keep the frames of the recursion small.
type Compiled<T = Register> = Result<T, Box<ModelError>>;

impl Compiler<'_> {
    fn cell(&mut self, line: usize, cell: usize) -> Compiled {
        let declared = &self.model.lines()[line];
        let Some(state) = self.cells[line].get(cell).copied() else { return self.constant(f64::NAN) };
        match state {
            Cell::Ready(register) => return Ok(register),
            Cell::Waiting => return Err(self.cycle(declared, line, cell)),
            Cell::New => {}
        }
        self.cells[line][cell] = Cell::Waiting;
        self.waiting.push((line, cell));
        let register = match &declared.content {
            Content::Driver(_) => (self.program.inputs[line].unwrap_or(0) + cell) as Register,
            Content::Formula(formula) => {
                self.known_lines(formula)?;
                let place = self.model.place(declared, cell);
                let unrolled = unroll::unroll(self.model, formula, &place);
                let value = self.expr(&unrolled.ok_or_else(|| self.too_large())?)?;
                self.in_unit(value, declared.unit.per_base())?
            }
        };
        self.waiting.pop();
        self.cells[line][cell] = Cell::Ready(register);
        Ok(register)
    }

    /// A value in base units, converted to a unit that is `per_base` smaller.
    fn in_unit(&mut self, value: Register, per_base: f64) -> Compiled {
        if per_base == 1.0 {
            return Ok(value);
        }
        let factor = self.constant(per_base)?;
        self.push(Op::Binary(Operator::Multiply, value, factor))
    }

    fn expr(&mut self, expr: &CellExpr<'_>) -> Compiled {
        self.enter()?;
        let compiled = self.node(expr);
        self.nested -= 1;
        compiled
    }

    fn condition(&mut self, condition: &CellCondition<'_>) -> Compiled {
        self.enter()?;
        let compiled = self.condition_node(condition);
        self.nested -= 1;
        compiled
    }

    /// Goes one node deeper, unless that is too deep or too much.
    fn enter(&mut self) -> Compiled<()> {
        if self.nested >= MAX_NESTED || self.visits >= MAX_VISITS {
            return Err(self.too_large());
        }
        self.visits += 1;
        self.nested += 1;
        Ok(())
    }

    fn all(&mut self, parts: &[CellExpr<'_>]) -> Compiled<Vec<Register>> {
        parts.iter().map(|part| self.expr(part)).collect()
    }

    fn node(&mut self, expr: &CellExpr<'_>) -> Compiled {
        match &expr.node {
            Node::Literal(value, unit) => self.constant(value / unit.per_base()),
            Node::Constant(value) => self.constant(*value),
            Node::Undefined(_) => self.constant(f64::NAN),
            Node::Cell(of) => self.cell(of.position, of.cell),
            Node::ToBase(of, unit) if unit.per_base() == 1.0 => self.expr(of),
            Node::ToBase(of, unit) => {
                let (value, factor) = (self.expr(of)?, self.constant(unit.per_base())?);
                self.push(Op::Binary(Operator::Divide, value, factor))
            }
            Node::InUnit(of, unit) => {
                let value = self.expr(of)?;
                self.in_unit(value, unit.per_base())
            }
            Node::Times(of, length, _) => {
                let (value, length) = (self.expr(of)?, self.constant(*length)?);
                self.push(Op::Binary(Operator::Multiply, value, length))
            }
            Node::Negate(of) => {
                let value = self.expr(of)?;
                self.push(Op::Negate(value))
            }
            Node::Binary(operator, left, right) => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.push(Op::Binary(*operator, left, right))
            }
            Node::If(when, then, otherwise) => {
                let when = self.condition(when)?;
                let (then, otherwise) = (self.expr(then)?, self.expr(otherwise)?);
                self.push(Op::Select(when, then, otherwise))
            }
            Node::Extreme(extreme, parts) => {
                let values = self.all(parts)?;
                self.reduce(values, |left, right| Op::Extreme(*extreme, left, right))
            }
            Node::Fold(fold, parts) => {
                let values = self.all(parts)?;
                self.fold(*fold, values)
            }
            Node::Lookup(position, of, otherwise) => {
                let position = self.expr(position)?;
                let of = self.all(of)?;
                let otherwise = self.expr(otherwise)?;
                self.lookup(position, &of, otherwise)
            }
            Node::FirstWhere(conditions) => {
                let conditions =
                    conditions.iter().map(|of| self.condition(of)).collect::<Compiled<Vec<_>>>()?;
                let mut number = self.constant(f64::NAN)?;
                for (position, holds) in conditions.into_iter().enumerate().rev() {
                    let this = self.constant(position as f64 + 1.0)?;
                    number = self.push(Op::Select(holds, this, number))?;
                }
                Ok(number)
            }
            Node::Call(function, arguments) => {
                let values = self.all(arguments)?;
                self.push(Op::Call(*function, values))
            }
        }
    }

    fn fold(&mut self, fold: Fold, values: Vec<Register>) -> Compiled {
        match fold {
            Fold::Sum if values.is_empty() => self.constant(0.0),
            Fold::Min => self.reduce(values, |left, right| Op::Extreme(Extreme::Min, left, right)),
            Fold::Max => self.reduce(values, |left, right| Op::Extreme(Extreme::Max, left, right)),
            Fold::ArgMin => self.arg_min(&values),
            _ => self.reduce(values, |left, right| Op::Binary(Operator::Add, left, right)),
        }
    }

    /// The value at a position counted from 1, undefined where that is not whole.
    fn lookup(&mut self, position: Register, of: &[Register], otherwise: Register) -> Compiled {
        let mut found = otherwise;
        for (number, value) in of.iter().enumerate().rev() {
            let number = self.constant(number as f64 + 1.0)?;
            let is_here = self.push(Op::Compare(Comparison::Equal, position, number))?;
            found = self.push(Op::Select(is_here, *value, found))?;
        }
        let whole = self.push(Op::Call(Function::Floor, vec![position]))?;
        let is_whole = self.push(Op::Compare(Comparison::Equal, whole, position))?;
        let none = self.constant(f64::NAN)?;
        self.push(Op::Select(is_whole, found, none))
    }

    /// Keeps the smallest value so far with its number; the first of equals wins.
    fn arg_min(&mut self, values: &[Register]) -> Compiled {
        let Some((first, rest)) = values.split_first() else { return self.constant(f64::NAN) };
        let mut smallest = *first;
        let one = self.constant(1.0)?;
        let smaller = self.push(Op::Compare(Comparison::Equal, smallest, smallest))?;
        let mut number = self.push(Op::Select(smaller, one, one))?;
        for (position, value) in rest.iter().enumerate() {
            let smaller = self.push(Op::Compare(Comparison::Less, *value, smallest))?;
            let this = self.constant(position as f64 + 2.0)?;
            number = self.push(Op::Select(smaller, this, number))?;
            smallest = self.push(Op::Extreme(Extreme::Min, smallest, *value))?;
        }
        Ok(number)
    }

    fn condition_node(&mut self, condition: &CellCondition<'_>) -> Compiled {
        match condition {
            CellCondition::Compare(comparison, left, right) => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.push(Op::Compare(*comparison, left, right))
            }
            CellCondition::And(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                self.push(Op::And(left, right))
            }
            CellCondition::Or(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                self.push(Op::Or(left, right))
            }
            CellCondition::Not(of) => {
                let of = self.condition(of)?;
                self.push(Op::Not(of))
            }
        }
    }

    fn reduce(&mut self, values: Vec<Register>, op: impl Fn(Register, Register) -> Op) -> Compiled {
        let mut values = values.into_iter();
        let Some(mut result) = values.next() else { return self.constant(f64::NAN) };
        for value in values {
            result = self.push(op(result, value))?;
        }
        Ok(result)
    }

    /// A literal; one that is no finite number is undefined, as results are.
    fn constant(&mut self, value: f64) -> Compiled {
        let value = if value.is_finite() { value } else { f64::NAN };
        self.push(Op::Constant(value.to_bits()))
    }

    /// An operation's register. None is needed where the result is known
    /// already: `a × 1` and `a ÷ 1` are `a` to the last bit, and constants make
    /// constants.
    fn push(&mut self, op: Op) -> Compiled {
        if let Op::Binary(operator, a, b) = op {
            match (operator, self.known_value(a), self.known_value(b)) {
                (Operator::Multiply | Operator::Divide, _, Some(1.0)) => return Ok(a),
                (Operator::Multiply, Some(1.0), _) => return Ok(b),
                (_, Some(a), Some(b)) => return self.constant(arithmetic::operate(operator, a, b)),
                _ => {}
            }
        }
        if let Some(register) = self.known.get(&op) {
            return Ok(*register);
        }
        if self.program.ops.len() >= MAX_OPERATIONS {
            return Err(self.too_large());
        }
        let register = self.program.ops.len() as Register;
        self.known.insert(op.clone(), register);
        self.program.ops.push(op);
        Ok(register)
    }

    fn known_value(&self, register: Register) -> Option<f64> {
        match self.program.ops[register as usize] {
            Op::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// Refuses formulas that name lines which are not there.
    fn known_lines(&self, formula: &Expr) -> Compiled<()> {
        let unknown = |id: &&LineId| self.model.line_position(id).is_none();
        match self.model.read_by(formula).into_iter().find(unknown) {
            Some(id) => Err(self.fault(Fault::UnknownLine(id.clone()))),
            None => Ok(()),
        }
    }

    fn too_large(&self) -> Box<ModelError> {
        self.fault(Fault::TooLarge)
    }

    fn fault(&self, fault: Fault) -> Box<ModelError> {
        let line = self.waiting.last().map_or("", |(line, _)| self.model.lines()[*line].id.as_str());
        Box::new(ModelError::of_line(line, fault))
    }

    fn cycle(&self, declared: &Line, line: usize, cell: usize) -> Box<ModelError> {
        let from = self.waiting.iter().position(|waiting| *waiting == (line, cell)).unwrap_or(0);
        let address = |(line, cell): &(usize, usize)| {
            self.model.cell_ref(&self.model.lines()[*line], *cell).to_string()
        };
        let path = self.waiting[from..].iter().chain([&(line, cell)]).map(address).collect();
        let place = match &declared.content {
            Content::Formula(formula) => print::labels(self.model, formula),
            Content::Driver(_) => String::new(),
        };
        Box::new(ModelError { line: declared.id.clone(), path: Vec::new(), place, fault: Fault::Cycle(path) })
    }
}
