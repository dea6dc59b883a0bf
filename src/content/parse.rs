use crate::component::{Component, Property};
use crate::document::Document;
use crate::error::{ParseError, Problem};
use crate::limits::Limits;
use crate::line::{LogicalLine, LogicalLines};

impl Document {
    /// Reads a text within the default [`Limits`].
    ///
    /// # Errors
    /// [`ParseError`] at the first thing that is not iCalendar or vCard structure.
    pub fn parse(input: &[u8]) -> Result<Self, ParseError> {
        Self::parse_with(input, &Limits::default())
    }

    /// Reads a text within `limits`.
    ///
    /// # Errors
    /// [`ParseError`] at the first thing that is not iCalendar or vCard structure.
    pub fn parse_with(input: &[u8], limits: &Limits) -> Result<Self, ParseError> {
        let mut reader = Reader::new(limits);
        for line in LogicalLines::new(input, limits)? {
            reader.read(&line?)?;
        }
        reader.finish(input)
    }

    /// Reads what can be read, as forgiving servers do: leaves out every line that is an error, closes what is open at the
    /// end. Gives the errors with it; the document may have no components.
    #[must_use]
    pub fn recover(input: &[u8], limits: &Limits) -> (Self, Vec<ParseError>) {
        let mut errors = Vec::new();
        let mut reader = Reader::new(limits);
        match LogicalLines::new(input, limits) {
            Ok(lines) => {
                errors.extend(lines.filter_map(|line| line.and_then(|line| reader.read(&line)).err()));
            }
            Err(error) => errors.push(error),
        }
        while let Some(name) = reader.open.last().map(|component| component.name.clone()) {
            errors.push(at_end(input, reader.last_line, Problem::MissingEnd { name }));
            reader.close(reader.last_line);
        }
        (Document { components: reader.closed }, errors)
    }
}

/// Builds the tree with a stack of its own, so that hostile depth costs no call stack.
struct Reader {
    open: Vec<Component>,
    closed: Vec<Component>,
    nesting: usize,
    last_line: usize,
}

impl Reader {
    fn new(limits: &Limits) -> Self {
        Self { open: Vec::new(), closed: Vec::new(), nesting: limits.depth(), last_line: 1 }
    }

    fn read(&mut self, line: &LogicalLine<'_>) -> Result<(), ParseError> {
        if line.is_blank() {
            return Ok(());
        }
        self.last_line = line.number();
        let unfolded = line.unfolded();
        let content = line.content(&unfolded)?;
        if content.name.eq_ignore_ascii_case("BEGIN") {
            self.begin(content.value.trim(), line)
        } else if content.name.eq_ignore_ascii_case("END") {
            self.end(content.value.trim(), line)
        } else {
            let component = self.open.last_mut().ok_or_else(|| line.error(0, Problem::OutsideComponent))?;
            component.properties.push(Property::read(&content, line.number()));
            Ok(())
        }
    }

    fn begin(&mut self, name: &str, line: &LogicalLine<'_>) -> Result<(), ParseError> {
        if name.is_empty() {
            return Err(line.error(0, Problem::BadName));
        }
        if self.open.len() >= self.nesting {
            return Err(line.error(0, Problem::TooDeep { limit: self.nesting }));
        }
        let mut component = Component::new(name);
        component.lines = line.number()..=line.number();
        self.open.push(component);
        Ok(())
    }

    fn end(&mut self, name: &str, line: &LogicalLine<'_>) -> Result<(), ParseError> {
        let open = self.open.last().map(|component| &component.name);
        if open.is_some_and(|open| open.eq_ignore_ascii_case(name)) {
            self.close(line.number());
            return Ok(());
        }
        let problem = Problem::UnexpectedEnd { open: open.cloned(), found: name.to_owned() };
        Err(line.error(0, problem))
    }

    fn close(&mut self, line: usize) {
        let Some(mut component) = self.open.pop() else {
            return;
        };
        component.lines = *component.lines.start()..=line;
        match self.open.last_mut() {
            Some(parent) => parent.components.push(component),
            None => self.closed.push(component),
        }
    }

    fn finish(self, input: &[u8]) -> Result<Document, ParseError> {
        if let Some(open) = self.open.last() {
            return Err(at_end(input, self.last_line, Problem::MissingEnd { name: open.name.clone() }));
        }
        if self.closed.is_empty() {
            return Err(at_end(input, self.last_line, Problem::Empty));
        }
        Ok(Document { components: self.closed })
    }
}

fn at_end(input: &[u8], line: usize, problem: Problem) -> ParseError {
    ParseError { line, offset: input.len(), problem }
}
