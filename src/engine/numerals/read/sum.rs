//! Simple sums in a field, as spreadsheets take them: `=49000/43800+0.37`.
//!
//! ```text
//! sum    = term (("+" | "-") term)*
//! term   = factor (("*" | "/") factor)*
//! factor = "-"? (number "%"? | "(" sum ")")
//! ```

use super::ReadError;
use super::separators;

/// The value of a simple sum, without the `=` before it, where `sign` is the
/// locale's decimal sign.
///
/// ```
/// use megahour::engine::numerals::sum;
/// assert_eq!(sum("2 * (3 + 4)", '.'), Ok(14.0));
/// ```
///
/// # Errors
/// Where it is none, or has no finite value.
pub fn sum(text: &str, sign: char) -> Result<f64, ReadError> {
    let mut reader = Reader { rest: text.trim(), sign };
    let value = reader.sum()?;
    if !reader.rest.trim().is_empty() {
        return Err(reader.refused());
    }
    if value.is_finite() {
        Ok(value)
    } else {
        Err(ReadError::NotANumber { part: format!("={}", text.trim()) })
    }
}

struct Reader<'t> {
    rest: &'t str,
    sign: char,
}

impl Reader<'_> {
    fn refused(&self) -> ReadError {
        ReadError::NotANumber { part: self.rest.trim().to_owned() }
    }

    /// Takes a sign, if it comes next.
    fn takes(&mut self, sign: char) -> bool {
        let after = self.rest.trim_start().strip_prefix(sign);
        if let Some(after) = after {
            self.rest = after;
        }
        after.is_some()
    }

    fn sum(&mut self) -> Result<f64, ReadError> {
        let mut value = self.term()?;
        loop {
            if self.takes('+') {
                value += self.term()?;
            } else if self.takes('-') {
                value -= self.term()?;
            } else {
                return Ok(value);
            }
        }
    }

    fn term(&mut self) -> Result<f64, ReadError> {
        let mut value = self.factor()?;
        loop {
            if self.takes('*') || self.takes('×') {
                value *= self.factor()?;
            } else if self.takes('/') || self.takes('÷') {
                value /= self.factor()?;
            } else {
                return Ok(value);
            }
        }
    }

    // Texts are short, so brackets in brackets are few.
    fn factor(&mut self) -> Result<f64, ReadError> {
        if self.takes('-') {
            return Ok(-self.factor()?);
        }
        if self.takes('(') {
            let value = self.sum()?;
            return if self.takes(')') { Ok(value) } else { Err(ReadError::Brackets) };
        }
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',' | '\''));
        let (body, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if !body.contains(|sign: char| sign.is_ascii_digit()) {
            return Err(self.refused());
        }
        let value = separators::resolve(body, self.sign)?.decimal.value();
        self.rest = after;
        Ok(if self.takes('%') { value / 100.0 } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_worked_out_in_the_usual_order() {
        for (text, value) in [
            ("49000/43800+0.3728", 49_000.0 / 43_800.0 + 0.3728),
            (" 2 + 3 * 4 ", 14.0),
            ("(2+3)*4", 20.0),
            ("-2*-3", 6.0),
            ("50%*8", 4.0),
            ("1,000,000/4", 250_000.0),
            ("10-2-3", 5.0),
        ] {
            assert_eq!(sum(text, '.'), Ok(value), "{text}");
        }
        assert_eq!(sum("1,5*2", ','), Ok(3.0));
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        for text in ["", "B2*C2", "1+", "1/0", "(1+2", "1)", "SUM(1)", "1 2", "=1"] {
            assert!(sum(text, '.').is_err(), "{text}");
        }
    }
}
