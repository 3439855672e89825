//! The currencies that a scenario can be in. Nothing is ever converted: amounts
//! keep their numbers when a scenario is put in another one.

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its ISO 4217 code.
    pub code: &'static str,
    /// The sign before or behind an amount.
    pub sign: &'static str,
    /// What people call it.
    pub name: &'static str,
}

impl Currency {
    /// What the published figures, the benchmarks and the market facts are in,
    /// and a scenario that says nothing else.
    pub const US_DOLLAR: Self = ALL[0];

    /// The currency of a code, in whatever case.
    pub fn of(code: &str) -> Option<Self> {
        ALL.iter().find(|currency| currency.code.eq_ignore_ascii_case(code)).copied()
    }

    /// Whether figures published in US dollars can be compared with amounts.
    pub fn is_dollar(self) -> bool {
        self == Self::US_DOLLAR
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::US_DOLLAR
    }
}

const fn currency(code: &'static str, sign: &'static str, name: &'static str) -> Currency {
    Currency { code, sign, name }
}

/// All currencies: the most used ones first, then by code.
pub const ALL: [Currency; 28] = [
    currency("USD", "$", "US dollars"),
    currency("EUR", "€", "euros"),
    currency("GBP", "£", "pounds sterling"),
    currency("JPY", "¥", "yen"),
    currency("CNY", "CN¥", "renminbi"),
    currency("INR", "₹", "Indian rupees"),
    currency("AED", "AED", "UAE dirhams"),
    currency("AUD", "A$", "Australian dollars"),
    currency("BRL", "R$", "reais"),
    currency("CAD", "CA$", "Canadian dollars"),
    currency("CHF", "CHF", "Swiss francs"),
    currency("CZK", "Kč", "Czech korunas"),
    currency("DKK", "DKK", "Danish kroner"),
    currency("HKD", "HK$", "Hong Kong dollars"),
    currency("IDR", "Rp", "rupiahs"),
    currency("ILS", "₪", "shekels"),
    currency("KRW", "₩", "won"),
    currency("MXN", "MX$", "Mexican pesos"),
    currency("NOK", "NOK", "Norwegian kroner"),
    currency("NZD", "NZ$", "New Zealand dollars"),
    currency("PLN", "zł", "zlotys"),
    currency("SAR", "SAR", "Saudi riyals"),
    currency("SEK", "SEK", "Swedish kronor"),
    currency("SGD", "S$", "Singapore dollars"),
    currency("THB", "฿", "baht"),
    currency("TRY", "₺", "Turkish lira"),
    currency("TWD", "NT$", "New Taiwan dollars"),
    currency("ZAR", "R", "rand"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_currencies_share_a_code_or_a_sign() {
        let codes: BTreeSet<&str> = ALL.iter().map(|currency| currency.code).collect();
        let signs: BTreeSet<&str> = ALL.iter().map(|currency| currency.sign).collect();
        assert_eq!((codes.len(), signs.len()), (ALL.len(), ALL.len()));
        assert_eq!(Currency::default().code, "USD");
    }

    #[test]
    fn a_code_is_found_in_any_case_and_nothing_else_is() {
        assert_eq!(Currency::of("eur").map(|currency| currency.sign), Some("€"));
        assert_eq!(Currency::of("XXX"), None);
    }
}
