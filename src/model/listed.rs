//! Several names in one sentence.

/// The names in a row, the last behind “and”; empty where there are none.
///
/// ```
/// use megahour::model::listed::listed;
/// assert_eq!(listed(&["price"]), "price");
/// assert_eq!(listed(&["price", "hours"]), "price and hours");
/// assert_eq!(listed(&["price", "hours", "cost"]), "price, hours and cost");
/// assert_eq!(listed::<&str>(&[]), "");
/// ```
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let mut text = String::new();
    for (position, name) in names.iter().enumerate() {
        text.push_str(match position {
            0 => "",
            last if last + 1 == names.len() => " and ",
            _ => ", ",
        });
        text.push_str(name.as_ref());
    }
    text
}
