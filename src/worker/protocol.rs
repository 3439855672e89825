//! The messages between the page and a worker, defined once for both ends.
//!
//! A message is a text and buffers. The text is JSON: the protocol's version, the
//! message's number, the message itself. Large numbers of numbers are buffers,
//! which travel beside the text and are handed over instead of copied. In the
//! text a buffer stands as its name, so that [`Request`] and [`Response`] are
//! written for any kind of buffer: in a browser an `ArrayBuffer`, in a test
//! a list of bytes, in the text a name.
//!
//! A response carries the number of its request. Each request is a slice's worth
//! of work at most, because the page can stop between two of them.

use crate::model::uncertainty::SimulationPlan;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// The protocol's version: it rises with every change of a message's form.
pub const VERSION: u32 = 1;

/// The number of a message that answers no request.
pub const UNASKED: u32 = 0;

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request<B> {
    /// Makes a plan ready. It is kept for the requests that follow.
    Prepare {
        /// The plan with its model.
        plan: Box<SimulationPlan>,
    },
    /// Draws and counts a slice of the plan.
    Tally {
        /// The slice, counted from 0.
        slice: usize,
        /// Memory for the answer's values, used if they fit into it.
        spare: Option<B>,
    },
    /// Finds the trial of a slice whose result is nearest to a value.
    Nearest {
        /// The slice, counted from 0.
        slice: usize,
        /// The result's cell; after the last one the total.
        cell: usize,
        /// The value.
        value: f64,
    },
    /// Writes a slice's first trials as lines of a CSV file.
    Rows {
        /// The slice, counted from 0.
        slice: usize,
        /// The model's inputs that are written.
        inputs: Vec<usize>,
        /// So many trials at most.
        most: usize,
    },
    /// Asks how large the worker's memory has grown.
    Memory,
}

/// A response of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Response<B> {
    /// The worker listens: what is sent before is lost.
    Ready,
    /// The plan is ready.
    Prepared {
        /// The number of its slices.
        slices: usize,
        /// The trials of a slice; the last one may have fewer.
        per_slice: usize,
    },
    /// A slice's tally, packed as a
    /// [`Parcel`](crate::engine::chance::parcel::Parcel).
    Tally {
        /// The parcel's figures.
        figures: B,
        /// All cells' values, one cell after the other, as `f32`; there may be
        /// room left behind them.
        values: B,
    },
    /// The nearest trial; `None` where no trial has a defined result.
    Nearest(Option<NearTrial>),
    /// Lines of a CSV file, in UTF-8.
    Rows {
        /// The lines.
        text: B,
    },
    /// The size of the worker's memory.
    Memory {
        /// In bytes.
        bytes: u32,
    },
    /// The request was not understood or makes no sense.
    Refused {
        /// The reason, in words for the person who asked.
        why: String,
    },
}

/// A trial and its distance from a value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearTrial {
    /// The trial, counted from 0.
    pub trial: usize,
    /// The difference between its result and the value, at least 0.
    pub off: f64,
}

/// A message whose buffers can be exchanged for others, each under its name.
pub trait Message<B> {
    /// The same message with other buffers.
    type With<C>;

    /// Exchanges the buffers.
    ///
    /// # Errors
    /// Those of `exchange`.
    fn exchange<C, E>(
        self,
        exchange: impl FnMut(&'static str, B) -> Result<C, E>,
    ) -> Result<Self::With<C>, E>;
}

impl<B> Message<B> for Request<B> {
    type With<C> = Request<C>;

    fn exchange<C, E>(
        self,
        mut exchange: impl FnMut(&'static str, B) -> Result<C, E>,
    ) -> Result<Request<C>, E> {
        Ok(match self {
            Self::Prepare { plan } => Request::Prepare { plan },
            Self::Tally { slice, spare } => {
                let spare = spare.map(|spare| exchange("spare", spare)).transpose()?;
                Request::Tally { slice, spare }
            }
            Self::Nearest { slice, cell, value } => Request::Nearest { slice, cell, value },
            Self::Rows { slice, inputs, most } => Request::Rows { slice, inputs, most },
            Self::Memory => Request::Memory,
        })
    }
}

impl<B> Message<B> for Response<B> {
    type With<C> = Response<C>;

    fn exchange<C, E>(
        self,
        mut exchange: impl FnMut(&'static str, B) -> Result<C, E>,
    ) -> Result<Response<C>, E> {
        Ok(match self {
            Self::Ready => Response::Ready,
            Self::Prepared { slices, per_slice } => Response::Prepared { slices, per_slice },
            Self::Tally { figures, values } => Response::Tally {
                figures: exchange("figures", figures)?,
                values: exchange("values", values)?,
            },
            Self::Nearest(found) => Response::Nearest(found),
            Self::Rows { text } => Response::Rows { text: exchange("text", text)? },
            Self::Memory { bytes } => Response::Memory { bytes },
            Self::Refused { why } => Response::Refused { why },
        })
    }
}

/// A message with its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered<M> {
    /// The number.
    pub number: u32,
    /// The message.
    pub message: M,
}

/// A message that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, [`UNASKED`] where even that was not read.
    pub number: u32,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no message of this protocol, for a reason in words.
    Unreadable(String),
    /// It is of another version.
    Version(u32),
    /// A buffer that it names is not there.
    NoBuffer(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            Fault::Unreadable(why) => write!(out, "A message of the simulation was not read: {why}."),
            Fault::Version(version) => write!(
                out,
                "The page and its simulation come from different versions ({VERSION} and {version}): load the page again."
            ),
            Fault::NoBuffer(name) => {
                write!(out, "A message of the simulation came without its numbers ({name}).")
            }
        }
    }
}

impl std::error::Error for Unread {}

/// What every version's messages have: the message itself is read once its
/// version is known.
#[derive(Serialize, Deserialize)]
struct Envelope<M> {
    version: u32,
    number: u32,
    message: M,
}

/// Writes a message: its text. Each buffer is handed to `beside`, with the name
/// that the text has in its place.
///
/// # Errors
/// Why the text could not be written.
pub fn write<B, M>(
    number: u32,
    message: M,
    mut beside: impl FnMut(&'static str, B),
) -> Result<String, serde_json::Error>
where
    M: Message<B>,
    M::With<&'static str>: Serialize,
{
    let message = message.exchange(|name, buffer| {
        beside(name, buffer);
        Ok::<_, serde_json::Error>(name)
    })?;
    serde_json::to_string(&Envelope { version: VERSION, number, message })
}

/// Reads a message; `beside` takes the buffer of a name from those that came
/// with the text.
///
/// # Errors
/// What is wrong with the message.
pub fn read<B, M>(
    text: &str,
    mut beside: impl FnMut(&str) -> Option<B>,
) -> Result<Numbered<M::With<B>>, Unread>
where
    M: Message<String> + DeserializeOwned,
{
    let unreadable = |error: serde_json::Error| Fault::Unreadable(error.to_string());
    let Envelope { version, number, message } = serde_json::from_str::<Envelope<&RawValue>>(text)
        .map_err(|error| Unread { number: UNASKED, fault: unreadable(error) })?;
    let unread = |fault| Unread { number, fault };
    if version != VERSION {
        return Err(unread(Fault::Version(version)));
    }
    let named: M = serde_json::from_str(message.get()).map_err(|error| unread(unreadable(error)))?;
    let message = named.exchange(|_, name: String| beside(&name).ok_or(Fault::NoBuffer(name)));
    Ok(Numbered { number, message: message.map_err(unread)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::chance::distribution::Distribution;
    use crate::engine::chance::plan::{
        Correlation, Event, Part, Plan, Points, Shift, Source, Span, Uncertainty, Way,
    };
    use crate::model::spec::ModelSpec;
    use crate::model::timeline::{Timeline, YearMonth};

    type Bytes = Vec<u8>;

    fn plan() -> SimulationPlan {
        let shift = |distribution| Shift { distribution, way: Way::Factor, span: Span::Each };
        let source = |part| Source { driver: "price_per_hour".to_owned(), part };
        let plan = Plan {
            // Numbers that only their shortest digits bring back.
            inputs: vec![0.1 + 0.2, f64::MIN_POSITIVE, -0.0, 1e300, 1.0 / 7.0],
            uncertain: vec![(
                "price_per_hour".to_owned(),
                Uncertainty {
                    level: Some(shift(Distribution::Uniform { low: 0.9, high: 1.1 })),
                    growth: Some(shift(Distribution::Triangular { low: -0.1, likely: 0.0, high: 0.3 })),
                },
            )],
            correlations: vec![Correlation {
                a: source(Part::Level),
                b: source(Part::Growth),
                rank: 1.0 / 3.0,
            }],
            trials: 1_000_000,
            seed: u32::MAX,
            points: Points::Random,
            output: "gross_profit".to_owned(),
            events: vec![Event {
                line: "gross_profit".to_owned(),
                cell: None,
                from: Some((0.0, true)),
                to: None,
            }],
        };
        let timeline = Timeline::new(7, YearMonth::new(2026, 7)).expect("seven years");
        SimulationPlan { model: ModelSpec::over(timeline), plan }
    }

    fn requests() -> Vec<Request<Bytes>> {
        vec![
            Request::Prepare { plan: Box::new(plan()) },
            Request::Tally { slice: 0, spare: None },
            Request::Tally { slice: 7, spare: Some(vec![1, 2, 3]) },
            Request::Nearest { slice: 3, cell: 5, value: -1.0 / 3.0 },
            Request::Rows { slice: 2, inputs: vec![0, 44], most: 100_000 },
            Request::Memory,
        ]
    }

    fn responses() -> Vec<Response<Bytes>> {
        vec![
            Response::Ready,
            Response::Prepared { slices: 8, per_slice: 125_008 },
            Response::Tally { figures: vec![1, 2], values: vec![3, 4, 5] },
            Response::Nearest(Some(NearTrial { trial: 999_999, off: 0.1 + 0.2 })),
            Response::Nearest(None),
            Response::Rows { text: b"1,2\r\n".to_vec() },
            Response::Memory { bytes: u32::MAX },
            Response::Refused { why: "“why” \u{2028}\n".to_owned() },
        ]
    }

    /// A written message: its text and the buffers beside it.
    fn written<M>(message: M) -> (String, Vec<(&'static str, Bytes)>)
    where
        M: Message<Bytes>,
        M::With<&'static str>: Serialize,
    {
        let mut buffers = Vec::new();
        let text = write(7, message, |name, buffer| buffers.push((name, buffer))).unwrap();
        (text, buffers)
    }

    /// A message as the other end reads it. Each buffer can be taken once.
    fn read_with<M>(
        text: &str,
        mut buffers: Vec<(&'static str, Bytes)>,
    ) -> Result<Numbered<M::With<Bytes>>, Unread>
    where
        M: Message<String> + DeserializeOwned,
    {
        read::<Bytes, M>(text, |name| {
            let at = buffers.iter().position(|(other, _)| *other == name)?;
            Some(buffers.remove(at).1)
        })
    }

    #[test]
    fn every_request_arrives_as_it_was_sent() {
        for request in requests() {
            let (text, buffers) = written(request.clone());
            let read = read_with::<Request<String>>(&text, buffers);
            assert_eq!(read, Ok(Numbered { number: 7, message: request }), "{text}");
        }
    }

    #[test]
    fn every_response_arrives_as_it_was_sent() {
        for response in responses() {
            let (text, buffers) = written(response.clone());
            let read = read_with::<Response<String>>(&text, buffers);
            assert_eq!(read, Ok(Numbered { number: 7, message: response }), "{text}");
        }
    }

    #[test]
    fn buffers_travel_beside_the_text_and_by_their_names() {
        let (text, buffers) = written(Response::Tally { figures: vec![200; 3], values: vec![201; 3] });
        assert!(!text.contains("200") && !text.contains("201"), "{text}");
        assert_eq!(buffers, [("figures", vec![200; 3]), ("values", vec![201; 3])]);
        // In whatever order they arrive.
        let read = read_with::<Response<String>>(&text, buffers.into_iter().rev().collect());
        let message = Response::Tally { figures: vec![200; 3], values: vec![201; 3] };
        assert_eq!(read, Ok(Numbered { number: 7, message }));
    }

    #[test]
    fn a_buffer_that_is_missing_or_named_twice_is_told() {
        let (text, buffers) = written(Response::Tally { figures: vec![1], values: vec![2] });
        let missing = |name: &str| Err(Unread { number: 7, fault: Fault::NoBuffer(name.to_owned()) });
        assert_eq!(read_with::<Response<String>>(&text, buffers[..1].to_vec()), missing("values"));
        assert_eq!(read_with::<Response<String>>(&text, Vec::new()), missing("figures"));
        let twice = text.replace("\"values\":\"values\"", "\"values\":\"figures\"");
        assert_ne!(twice, text);
        assert_eq!(read_with::<Response<String>>(&twice, buffers), missing("figures"));
        let (text, _) = written(Request::Tally { slice: 1, spare: Some(vec![1]) });
        assert_eq!(
            read_with::<Request<String>>(&text, Vec::new()),
            Err(Unread { number: 7, fault: Fault::NoBuffer("spare".to_owned()) })
        );
    }

    #[test]
    fn another_version_is_told_whatever_its_message_is() {
        for version in [0, VERSION + 1] {
            let text = format!(r#"{{"version":{version},"number":9,"message":{{"from_the_future":[1]}}}}"#);
            let unread = Unread { number: 9, fault: Fault::Version(version) };
            assert_eq!(read_with::<Request<String>>(&text, Vec::new()), Err(unread.clone()));
            assert_eq!(read_with::<Response<String>>(&text, Vec::new()), Err(unread.clone()));
            assert!(unread.to_string().contains("load the page again"), "{unread}");
        }
    }

    #[test]
    fn what_is_no_message_is_refused_with_its_number() {
        let envelope = |message: &str| format!(r#"{{"version":{VERSION},"number":7,"message":{message}}}"#);
        for message in [
            r#""tall""#,
            r#"{"tallies":{"slice":1,"spare":null}}"#,
            r#"{"tally":{"spare":null}}"#,
            r#"{"tally":{"slice":-1,"spare":null}}"#,
            r#"{"tally":{"slice":1,"spare":null,"seed":1}}"#,
            r#"{"nearest":{"slice":1,"cell":1,"value":null}}"#,
            r#"{"prepare":{"plan":{}}}"#,
            r#"{"memory":1}"#,
            r#"["memory"]"#,
            "null",
        ] {
            let read = read_with::<Request<String>>(&envelope(message), Vec::new());
            let unread = read.expect_err(message);
            assert!(
                unread.number == 7 && matches!(unread.fault, Fault::Unreadable(_)),
                "{message}: {unread}"
            );
        }
        // A model that this version does not know.
        let (text, _) = written(requests().swap_remove(0));
        let other = text.replace("[\"core\"]", "[\"later\"]");
        assert_ne!(other, text);
        assert!(read_with::<Request<String>>(&other, Vec::new()).is_err());
        // A request is no response.
        assert!(
            read_with::<Response<String>>(
                &envelope(r#"{"rows":{"slice":1,"inputs":[],"most":1}}"#),
                Vec::new()
            )
            .is_err()
        );
    }

    #[test]
    fn what_is_no_envelope_answers_no_request() {
        for text in
            ["", "[1,\"memory\"]", "{}", r#"{"version":1,"message":"memory"}"#, r#"{"version":1,"number":1}"#]
        {
            let unread = read_with::<Request<String>>(text, Vec::new()).expect_err(text);
            assert_eq!(unread.number, UNASKED, "{text}");
        }
    }
}
