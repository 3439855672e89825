//! In which order lines are compiled: those first that others read.

/// Lines that need each other, directly or through others; alone where a line
/// needs no other back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) lines: Vec<usize>,
    /// Whether any of them needs itself in the end.
    pub(super) is_recurrent: bool,
}

/// The groups of lines, each after those that it needs, for the lines that each
/// line reads: the strongly connected components (R. Tarjan 1972, "Depth-first
/// search and linear graph algorithms"), without recursion.
pub(super) fn groups(reads: &[Vec<usize>]) -> Vec<Group> {
    const NEW: usize = usize::MAX;
    let mut number = vec![NEW; reads.len()];
    let mut lowest = vec![0; reads.len()];
    let mut is_open = vec![false; reads.len()];
    let (mut open, mut groups, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..reads.len() {
        if number[root] != NEW {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((line, read)) = path.pop() {
            if read == 0 {
                (number[line], lowest[line]) = (next, next);
                next += 1;
                is_open[line] = true;
                open.push(line);
            }
            if let Some(other) = reads[line].get(read).copied() {
                path.push((line, read + 1));
                if number[other] == NEW {
                    path.push((other, 0));
                } else if is_open[other] {
                    lowest[line] = lowest[line].min(number[other]);
                }
                continue;
            }
            if let Some((before, _)) = path.last() {
                lowest[*before] = lowest[*before].min(lowest[line]);
            }
            if lowest[line] == number[line] {
                let from = open.iter().rposition(|other| *other == line).unwrap_or(0);
                let mut lines = open.split_off(from);
                lines.iter().for_each(|line| is_open[*line] = false);
                lines.sort_unstable();
                let is_recurrent = lines.len() > 1 || reads[line].contains(&line);
                groups.push(Group { lines, is_recurrent });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_after_those_that_they_need_and_circles_are_groups() {
        let group = |lines: &[usize], is_recurrent| Group { lines: lines.to_vec(), is_recurrent };
        let reads = [vec![1, 3], vec![2], vec![1], vec![], vec![4], vec![]];
        assert_eq!(
            groups(&reads),
            [
                group(&[1, 2], true),
                group(&[3], false),
                group(&[0], false),
                group(&[4], true),
                group(&[5], false)
            ]
        );
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let reads: Vec<Vec<usize>> =
            (0..100_000).map(|line| vec![(line + 1) % 100_001]).take(100_000).collect();
        let reads: Vec<Vec<usize>> = reads.into_iter().chain([Vec::new()]).collect();
        assert_eq!(groups(&reads).len(), 100_001);
    }
}
