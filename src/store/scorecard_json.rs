//! The JSON form of a scorecard, validated field by field.
//!
//! It says what differs from the shipped criteria of a version that it names,
//! because their texts would fill most of a document and of every link to it.

use super::findings::Findings;
use crate::model::readable::readable_text;
use crate::model::scorecard::edit::free;
use crate::model::scorecard::limits::{
    MAX_CHARACTERS, MAX_CRITERIA, MAX_QUESTIONS, MAX_TEXT, is_score, is_weight, readable_name, same_name,
};
use crate::model::scorecard::shipped::VERSION;
use crate::model::scorecard::{Criterion, Question, Scorecard};
use serde_json::{Map, Value, json};

/// The parts of a scorecard, of a criterion and of a question.
const PARTS: [&str; 2] = ["default", "criteria"];
const CRITERION: [&str; 8] = ["id", "name", "weight", "score", "evaluation", "notes", "reason", "questions"];
const QUESTION: [&str; 3] = ["text", "done", "note"];

/// The longest id that is kept, in characters.
const MAX_ID: usize = 40;

/// A scorecard as JSON; nothing for the shipped one.
pub(super) fn write(scorecard: &Scorecard) -> Option<Value> {
    let shipped = Scorecard::shipped();
    if *scorecard == shipped {
        return None;
    }
    let criteria: Vec<Value> = scorecard
        .criteria
        .iter()
        .map(|criterion| write_criterion(criterion, &base(&shipped, &criterion.id)))
        .collect();
    Some(json!({ "default": VERSION, "criteria": criteria }))
}

/// What a criterion is where its document says nothing else.
fn base(shipped: &Scorecard, id: &str) -> Criterion {
    shipped.criterion(id).cloned().unwrap_or_else(|| Criterion::blank(id, ""))
}

fn write_criterion(criterion: &Criterion, base: &Criterion) -> Value {
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(criterion.id));
    let mut put = |name: &str, differs: bool, value: Value| {
        if differs {
            fields.insert(name.to_owned(), value);
        }
    };
    put("name", criterion.name != base.name, json!(criterion.name));
    put("weight", criterion.weight != base.weight, json!(criterion.weight));
    put("score", criterion.score != base.score, json!(criterion.score));
    put("evaluation", criterion.evaluation != base.evaluation, json!(criterion.evaluation));
    put("notes", criterion.notes != base.notes, json!(criterion.notes));
    put("reason", criterion.reason != base.reason, json!(criterion.reason));
    let questions = criterion
        .questions
        .iter()
        .map(|question| json!({ "text": question.text, "done": question.done, "note": question.note }));
    put("questions", criterion.questions != base.questions, questions.collect());
    Value::Object(fields)
}

/// Reads a scorecard. What is missing or not allowed is replaced, cut or left
/// out, and said. The result is within all limits.
pub(super) fn read(json: &Value, found: &mut Findings) -> Scorecard {
    let shipped = Scorecard::shipped();
    let criteria = json.get("criteria").and_then(Value::as_array);
    let (Some(criteria), Some(VERSION)) = (criteria, json.get("default").and_then(Value::as_u64)) else {
        found.repair("The scorecard could not be read; the shipped one stands in.".to_owned());
        return shipped;
    };
    let mut reader = Reader { said: Vec::new(), unknown: 0, left: MAX_CHARACTERS };
    reader.unknown(json, &PARTS);
    if criteria.len() > MAX_CRITERIA {
        reader.said.push(format!("Only the first {MAX_CRITERIA} of {} criteria were kept.", criteria.len()));
    }
    let mut scorecard = Scorecard::default();
    for (position, value) in criteria.iter().take(MAX_CRITERIA).enumerate() {
        match reader.criterion(value, position, &shipped, &scorecard) {
            Some(criterion) => scorecard.criteria.push(criterion),
            None => {
                reader.said.push(format!("Criterion {} could not be read and was left out.", position + 1));
            }
        }
    }
    found.repairs.append(&mut reader.said);
    found.unknown(reader.unknown, "part of the scorecard");
    scorecard
}

/// Reads with what is left of the room for texts.
struct Reader {
    said: Vec<String>,
    /// How many parts are not known.
    unknown: usize,
    left: usize,
}

impl Reader {
    fn criterion(
        &mut self,
        value: &Value,
        position: usize,
        shipped: &Scorecard,
        before: &Scorecard,
    ) -> Option<Criterion> {
        value.as_object()?;
        let given = value.get("id").and_then(Value::as_str).filter(|id| is_id(id));
        let taken = |id: &str| before.position(id).is_some();
        let mut criterion = base(shipped, given.unwrap_or_default());
        if given.is_none_or(taken) {
            // Fields that it leaves out still mean those of the id it had.
            let later = |id: &str| taken(id) || shipped.position(id).is_some();
            criterion.id = free(|number| format!("own_{number}"), later);
            self.said.push(format!("Criterion {} had no id of its own and got one.", position + 1));
        }
        criterion.name = self.name(value, &criterion.name, position, before);
        let label = criterion.name.clone();
        self.unknown(value, &CRITERION);
        if let Some(weight) = value.get("weight") {
            match weight.as_f64().filter(|weight| is_weight(*weight)) {
                Some(weight) => criterion.weight = weight,
                None => self.said.push(format!(
                    "{label}: the weight is not from 0% to 1000%; {}% stands in.",
                    (criterion.weight * 100.0).round()
                )),
            }
        }
        if let Some(score) = value.get("score") {
            match whole(score).filter(|score| is_score(*score)) {
                Some(score) => criterion.score = score,
                None => {
                    self.said.push(format!(
                        "{label}: the score is not from 1 to 5; {} stands in.",
                        criterion.score
                    ));
                }
            }
        }
        criterion.evaluation = self.text(value, "evaluation", &criterion.evaluation, &label);
        criterion.notes = self.text(value, "notes", &criterion.notes, &label);
        criterion.reason = self.text(value, "reason", &criterion.reason, &label);
        let asked = std::mem::take(&mut criterion.questions);
        criterion.questions = self.questions(value, asked, &label);
        Some(criterion)
    }

    /// A name that can be seen and that no criterion before it has.
    fn name(&mut self, value: &Value, stand_in: &str, position: usize, before: &Scorecard) -> String {
        let given = match value.get("name") {
            None => stand_in,
            Some(name) => name.as_str().unwrap_or_default(),
        };
        let mut name = readable_name(given);
        if name.is_empty() {
            name = format!("Criterion {}", position + 1);
            self.said.push(format!("Criterion {} had no name.", position + 1));
        } else if name != given {
            self.said.push(format!("{name}: the name was shortened, or held signs that cannot be shown."));
        }
        let taken = |name: &str| before.criteria.iter().any(|other| same_name(&other.name, name));
        if taken(&name) {
            let numbered = |number: usize| {
                let sign = format!(" ({})", number + 1);
                let room = crate::model::scorecard::limits::MAX_NAME - sign.len();
                let start: String = name.chars().take(room).collect();
                format!("{}{sign}", start.trim_end())
            };
            let other = free(numbered, taken);
            self.said.push(format!("Two criteria were called {name}; the second is now {other}."));
            name = other;
        }
        name
    }

    fn questions(&mut self, value: &Value, stand_in: Vec<Question>, label: &str) -> Vec<Question> {
        let Some(given) = value.get("questions").and_then(Value::as_array) else {
            if value.get("questions").is_some() {
                self.said.push(format!("{label}: the questions could not be read."));
            }
            let clipped =
                |question: Question| Question { text: self.clip(&question.text, "text", label), ..question };
            return stand_in.into_iter().map(clipped).collect();
        };
        if given.len() > MAX_QUESTIONS {
            self.said.push(format!(
                "{label}: only the first {MAX_QUESTIONS} of {} questions were kept.",
                given.len()
            ));
        }
        let mut questions = Vec::new();
        for value in given.iter().take(MAX_QUESTIONS) {
            if !value.is_object() {
                self.said.push(format!("{label}: a question could not be read and was left out."));
                continue;
            }
            self.unknown(value, &QUESTION);
            let done = value.get("done").map(Value::as_bool);
            if done == Some(None) {
                self.said
                    .push(format!("{label}: a question that is neither ticked nor open counts as open."));
            }
            questions.push(Question {
                text: self.text(value, "text", "", label),
                done: done.flatten().unwrap_or_default(),
                note: self.text(value, "note", "", label),
            });
        }
        questions
    }

    /// A text within what a text, and what is left of all texts, may hold.
    fn text(&mut self, value: &Value, field: &str, stand_in: &str, label: &str) -> String {
        let given = match value.get(field) {
            None => stand_in,
            Some(text) => text.as_str().unwrap_or_else(|| {
                self.said.push(format!("{label}: its {field} could not be read."));
                stand_in
            }),
        };
        self.clip(given, field, label)
    }

    fn clip(&mut self, given: &str, field: &str, label: &str) -> String {
        let readable = readable_text(given);
        let cut: String = readable.chars().take(MAX_TEXT.min(self.left)).collect();
        let characters = cut.chars().count();
        if cut.len() < readable.len() {
            self.said.push(format!("{label}: its {field} was cut to {characters} characters."));
        } else if readable.len() < given.len() {
            self.said.push(format!("{label}: its {field} held signs that cannot be shown."));
        }
        self.left -= characters;
        cut
    }

    fn unknown(&mut self, value: &Value, known: &[&str]) {
        let names = value.as_object().into_iter().flat_map(Map::keys);
        self.unknown += names.filter(|name| !known.contains(&name.as_str())).count();
    }
}

/// A whole number, however JSON writes it.
fn whole(value: &Value) -> Option<u8> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..=255.0).contains(&number)).then_some(number as u8)
}

/// Ids are words, so that links and elements of the page can carry them.
fn is_id(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (1..=MAX_ID).contains(&text.len()) && text.chars().all(is_sign)
}
