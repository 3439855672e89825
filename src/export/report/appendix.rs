//! How each figure is made.

use super::{Block, Definition, Section, Subject};
use crate::engine::model::Content;
use crate::engine::print;

/// The formula of every calculated line, with its source.
pub(super) fn formulas(subject: &Subject<'_>) -> Section {
    let model = &subject.catalogue.model;
    let definitions = subject.catalogue.calculated().filter_map(|line| {
        let Content::Formula(formula) = &line.content else { return None };
        // The second year's, because the first one's often has no year before.
        let cell = usize::from(!line.shape.is_empty());
        Some(Definition {
            term: line.label.clone(),
            formula: print::text(&print::cell_formula(model, line, cell, formula)),
            source: line.source.clone(),
        })
    });
    Section {
        id: "formulas",
        title: "Appendix: formulas".to_owned(),
        blocks: vec![Block::Definitions(definitions.collect())],
    }
}
