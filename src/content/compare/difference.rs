use std::fmt;

use super::Note;

/// One thing that is not the same before and after.
///
/// Its `Display` is one sentence for an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether it was lost, added or changed.
    pub kind: Change,
    /// Path below the envelope: `VEVENT[uid=…]/DESCRIPTION`, `VEVENT[uid=…]/ATTENDEE;PARTSTAT`, `VEVENT[uid=…]/VALARM[2]`.
    pub at: String,
    /// Whose it is, in words: "the event", "the card".
    pub owner: String,
    /// What differs: a property, a parameter or a whole component.
    pub subject: Subject,
    /// What was sent, as written; long values are cut around the first difference.
    pub before: Option<String>,
    /// What came back, as written; long values are cut around the first difference.
    pub after: Option<String>,
    /// What most likely happened.
    pub note: Option<Note>,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was sent and did not come back.
    Lost,
    /// It came back and was never sent.
    Added,
    /// It came back with another meaning.
    Changed,
}

/// What kind of thing differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The value of a property, or one item of its list.
    Property {
        /// In upper case.
        name: String,
    },
    /// A parameter of a property.
    Parameter {
        /// In upper case; `group` stands for the vCard group.
        name: String,
        /// The property, in upper case.
        property: String,
        /// The value of that property.
        value: String,
    },
    /// A whole component.
    Component {
        /// In words: "the alarm".
        words: String,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lost => "lost",
            Self::Added => "added",
            Self::Changed => "changed",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { owner, .. } = self;
        let before = quoted(self.before.as_deref());
        let after = quoted(self.after.as_deref());
        match (&self.subject, self.kind) {
            (Subject::Property { name }, Change::Lost) => {
                write!(f, "{owner} lost its {name}{before}")?;
            }
            (Subject::Property { name }, Change::Added) => {
                write!(f, "{owner} gained the {name}{after}, which was not sent")?;
            }
            (Subject::Property { name }, Change::Changed) => {
                write!(f, "the {name} of {owner} changed from{before} to{after}")?;
            }
            (Subject::Parameter { name, property, value }, kind) => {
                let value = quoted(Some(value));
                match kind {
                    Change::Lost => write!(f, "the {property}{value} of {owner} lost its {}{before}", parameter(name))?,
                    Change::Added => {
                        write!(
                            f,
                            "the {property}{value} of {owner} gained the {}{after}, which was not sent",
                            parameter(name)
                        )?;
                    }
                    Change::Changed => {
                        let name = parameter(name);
                        write!(f, "the {name} of the {property}{value} of {owner} changed from{before} to{after}")?;
                    }
                }
            }
            (Subject::Component { words }, Change::Lost) => {
                let gist = quoted(self.before.as_deref().filter(|gist| !gist.is_empty()));
                write!(f, "{owner} lost {words}{gist}")?;
            }
            (Subject::Component { words }, Change::Added) => {
                let gist = quoted(self.after.as_deref().filter(|gist| !gist.is_empty()));
                write!(f, "{owner} gained {words}{gist}, which was not sent")?;
            }
            (Subject::Component { words }, Change::Changed) => {
                write!(f, "{words} of {owner} changed from{before} to{after}")?;
            }
        }
        self.note.map_or(Ok(()), |note| write!(f, ": {note}"))
    }
}

fn parameter(name: &str) -> String {
    if name == super::params::GROUP { "group".to_owned() } else { format!("parameter {name}") }
}

/// With a space before it and quotes around it; control characters are made visible.
fn quoted(value: Option<&str>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    let mut text = String::with_capacity(value.len() + 3);
    text.push_str(" \"");
    for character in value.chars() {
        if character.is_control() {
            text.extend(character.escape_default());
        } else {
            text.push(character);
        }
    }
    text.push('"');
    text
}
