//! What was mended in a document, told within bounds: a damaged or foreign text
//! can give thousands of sentences, most of them the same.

/// So many different sentences are told in a message.
const TOLD: usize = 3;

/// So many different sentences are listed at most.
const LISTED: usize = 30;

/// The repairs in a message: the first few different sentences, and how many more
/// there are.
///
/// ```
/// use megahour::store::repairs;
/// let note = "A note that belongs to no driver was left out.".to_owned();
/// let all = vec!["It had no name.".to_owned(), note.clone(), note];
/// assert_eq!(
///     repairs::in_short(&all),
///     "It had no name. A note that belongs to no driver was left out. (2 times)"
/// );
/// ```
pub fn in_short(repairs: &[String]) -> String {
    within(repairs, TOLD).join(" ")
}

/// The repairs as a list, the same sentence once.
pub fn listed(repairs: &[String]) -> Vec<String> {
    within(repairs, LISTED)
}

/// Whether a message leaves something out that a list has.
pub fn has_more(repairs: &[String]) -> bool {
    different(repairs, TOLD).1 > 0
}

fn within(repairs: &[String], most: usize) -> Vec<String> {
    let (found, left) = different(repairs, most);
    let told = found.into_iter().map(|(sentence, times)| match times {
        1 => sentence.to_owned(),
        times => format!("{sentence} ({times} times)"),
    });
    let more = (left > 0).then(|| format!("And {left} more."));
    told.chain(more).collect()
}

/// The first different sentences, each with how often it is there, and how many
/// sentences are beyond them.
fn different(repairs: &[String], most: usize) -> (Vec<(&str, usize)>, usize) {
    let (mut found, mut left) = (Vec::<(&str, usize)>::new(), 0);
    for repair in repairs {
        match found.iter().position(|(sentence, _)| sentence == repair) {
            Some(at) => found[at].1 += 1,
            None if found.len() < most => found.push((repair, 1)),
            None => left += 1,
        }
    }
    (found, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize) -> Vec<String> {
        (1..=count).map(|number| format!("Repair {number}.")).collect()
    }

    #[test]
    fn what_is_told_has_bounds_however_much_was_mended() {
        assert_eq!(in_short(&numbered(3)), "Repair 1. Repair 2. Repair 3.");
        assert_eq!(in_short(&numbered(5_000)), "Repair 1. Repair 2. Repair 3. And 4997 more.");
        let list = listed(&numbered(5_000));
        assert_eq!((list.len(), list[30].as_str()), (31, "And 4970 more."));
        assert!(!has_more(&numbered(3)) && has_more(&numbered(4)));
    }

    #[test]
    fn the_same_sentence_is_told_once() {
        let mut repairs = vec!["A note was left out.".to_owned(); 5_000];
        repairs.extend(numbered(1));
        assert_eq!(in_short(&repairs), "A note was left out. (5000 times) Repair 1.");
        assert!(!has_more(&repairs));
        assert!(in_short(&[]).is_empty() && listed(&[]).is_empty());
    }
}
