//! What an AI-infrastructure business is, and where Megahour's figures come
//! from: the words of the About view.

use super::Catalogue;
use super::drivers::Origin;

/// What such a business is, a paragraph each.
pub const BUSINESS: &[&str] = &[
    "An AI-infrastructure business (AI infrastructure as a service, AI-IaaS) rents out what AI is made with and runs on: accelerators by the hour, room for data and models, and the tools around them. Its customers build AI products. They rent because the hardware is dear, scarce and soon outdated, and because their need for it comes and goes.",
    "Most of its cost is hardware and power, and is spent whether or not anybody rents. So it lives on three things: how many of its hours are sold, what an hour earns beyond its cost, and how long customers stay.",
];

/// How it earns, a paragraph each.
pub const EARNING: &[&str] = &[
    "Customers pay for what they use (hours of compute, data kept, calls of an interface) or a fixed fee for a tier of it. Most vendors mix the two, and agree contracts with their largest customers.",
];

/// A kind of AI-infrastructure business.
pub struct Category {
    /// What it is called.
    pub name: &'static str,
    /// What it sells.
    pub sells: &'static str,
    /// A company of this kind, with what it is known for.
    pub example: (&'static str, &'static str),
}

/// The kinds, with the published examples.
pub const CATEGORIES: &[Category] = &[
    Category {
        name: "Compute",
        sells: "Hours on accelerators, for training and for running models.",
        example: ("Nvidia", "makes the GPUs, and rents them as a cloud for training"),
    },
    Category {
        name: "Platforms",
        sells: "The way from data to a running model: tools, hosting and operation in one.",
        example: ("AWS SageMaker", "builds, trains and deploys models from end to end"),
    },
    Category {
        name: "Data for AI",
        sells: "Stores that models look things up in.",
        example: ("Pinecone", "is a database of vectors, by which models find what is alike"),
    },
];

/// Where the published figures contradict themselves, or stop short.
pub const CONTRADICTIONS: &[&str] = &[
    "The published payback of years 2 to 5 does not follow from its own formula, and no revenue per customer gives both it and the published lifetime value. The table marks those cells with †.",
    "The published weights of the scorecard add up to 110%, and the published total leaves one criterion out. The scorecard shows the sum, the total on the scale 1 to 5, and why the published total is another.",
    "Utilisation of compute and of storage have published benchmarks, but no published figures: capacity and stored data are made up here, and marked so.",
];

/// Drivers of which the shipped values have the same origin.
pub struct Origins {
    /// Where the values come from.
    pub origin: Origin,
    /// What that means.
    pub means: &'static str,
    /// The ids of the drivers, with a word about the years where not all are
    /// meant.
    pub drivers: Vec<(String, Option<String>)>,
}

/// Where the shipped value of each driver comes from.
pub fn origins(catalogue: &Catalogue) -> Vec<Origins> {
    let of = |origin: Origin| -> Vec<(String, Option<String>)> {
        let years = |entry: &super::drivers::DriverEntry| -> Vec<usize> {
            (0..entry.origins.len()).filter(|year| entry.origins.get(*year) == Some(&origin)).collect()
        };
        let with_years = |entry: &super::drivers::DriverEntry| match years(entry).as_slice() {
            [] => None,
            years if years.len() == entry.origins.len() => Some(None),
            [year] => Some(Some(format!("year {}", year + 1))),
            [first, .., last] => Some(Some(format!("years {} to {}", first + 1, last + 1))),
        };
        catalogue
            .drivers
            .iter()
            .filter_map(|entry| Some((entry.line.id.to_string(), with_years(entry)?)))
            .collect()
    };
    [
        (Origin::Published, "as the published model of 2024-12-07 gives it, mistakes included"),
        (Origin::Derived, "worked back from published figures"),
        (Origin::Illustrative, "made up, to have something to start from"),
    ]
    .map(|(origin, means)| Origins { origin, means, drivers: of(origin) })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_driver_has_an_origin_for_every_year() -> Result<(), crate::engine::model::ModelErrors> {
        let catalogue = Catalogue::new()?;
        let origins = origins(&catalogue);
        for entry in &catalogue.drivers {
            let said = origins.iter().flat_map(|origins| &origins.drivers);
            assert!(said.filter(|(id, _)| *id == entry.line.id).count() > 0, "{}", entry.line.id);
        }
        let derived = &origins[1].drivers;
        assert_eq!(derived.as_slice(), [("arpu".to_owned(), Some("years 2 to 5".to_owned()))]);
        Ok(())
    }
}
