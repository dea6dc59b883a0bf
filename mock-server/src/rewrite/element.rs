//! The tree that is rewritten: properties and components in one sequence, because the server keeps their order.

/// A component with everything in it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// The component name in upper case.
    pub(crate) name: String,
    /// Properties and components, in order.
    pub(crate) children: Vec<Child>,
}

/// A member of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    /// A content line.
    Line(Line),
    /// A component inside of the component.
    Element(Element),
}

/// A content line; the value as it is written, with its escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The name in upper case, with its group: `ITEM1.TEL`.
    pub(crate) name: String,
    /// The parameters, names in upper case, each name once.
    pub(crate) params: Vec<Param>,
    /// The value.
    pub(crate) value: String,
}

/// A parameter with its values, unquoted and unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Param {
    /// The name in upper case.
    pub(crate) name: String,
    /// The values in order.
    pub(crate) values: Vec<String>,
}

impl Element {
    /// An empty component.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), children: Vec::new() }
    }

    /// The content lines of this component itself.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.children.iter().filter_map(|child| match child {
            Child::Line(line) => Some(line),
            Child::Element(_) => None,
        })
    }

    /// The content lines of this component itself, to be changed.
    pub(crate) fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        self.children.iter_mut().filter_map(|child| match child {
            Child::Line(line) => Some(line),
            Child::Element(_) => None,
        })
    }

    /// The components directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Line(_) => None,
        })
    }

    /// The components directly inside, to be changed.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Line(_) => None,
        })
    }

    /// The first content line of this name.
    pub(crate) fn line(&self, name: &str) -> Option<&Line> {
        self.lines().find(|line| line.name == name)
    }

    /// The first content line of this name, to be changed.
    pub(crate) fn line_mut(&mut self, name: &str) -> Option<&mut Line> {
        self.lines_mut().find(|line| line.name == name)
    }

    /// The value of the first content line of this name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.line(name).map(|line| line.value.as_str())
    }

    /// Appends a content line without parameters.
    pub(crate) fn push(&mut self, name: &str, value: impl Into<String>) {
        self.children.push(Child::Line(Line { name: name.to_owned(), params: Vec::new(), value: value.into() }));
    }

    /// Sets the value of the first content line of this name, or appends one.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.line_mut(name) {
            Some(line) => line.value = value.into(),
            None => self.push(name, value),
        }
    }

    /// Keeps only the content lines that are wanted; components stay.
    pub(crate) fn retain_lines(&mut self, mut wanted: impl FnMut(&Line) -> bool) {
        self.children.retain(|child| match child {
            Child::Line(line) => wanted(line),
            Child::Element(_) => true,
        });
    }

    /// Keeps only the components that are wanted; content lines stay.
    pub(crate) fn retain_elements(&mut self, mut wanted: impl FnMut(&Self) -> bool) {
        self.children.retain(|child| match child {
            Child::Element(element) => wanted(element),
            Child::Line(_) => true,
        });
    }
}

impl Line {
    /// The first value of a parameter.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|param| param.name == name).and_then(|param| param.values.first()).map(String::as_str)
    }

    /// Sets a parameter to one value, in its place or at the end.
    pub(crate) fn set_param(&mut self, name: &str, value: &str) {
        let values = vec![value.to_owned()];
        match self.params.iter_mut().find(|param| param.name == name) {
            Some(param) => param.values = values,
            None => self.params.push(Param { name: name.to_owned(), values }),
        }
    }

    /// Takes a parameter away.
    pub(crate) fn remove_param(&mut self, name: &str) {
        self.params.retain(|param| param.name != name);
    }

    /// The date or time that the value holds, in the zone of `TZID`.
    pub(crate) fn when(&self) -> Option<crate::temporal::When> {
        crate::temporal::When::parse(&self.value, self.param("TZID"))
    }
}
