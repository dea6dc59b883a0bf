/// Caps on what is read, because servers and files may be hostile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole input; 16 MiB by default.
    pub size: usize,
    /// Bytes of one logical line with its folds; 8 MiB by default (inline photos are one line).
    pub line: usize,
    /// Logical lines; 500,000 by default.
    pub lines: usize,
    /// Levels of nested components; 100 by default and never more than [`Limits::DEEPEST`].
    pub nesting: usize,
}

impl Limits {
    /// The greatest nesting that is ever read, whatever the caller asks for: trees are dropped and compared by recursion.
    pub const DEEPEST: usize = 200;

    pub(crate) fn depth(self) -> usize {
        self.nesting.min(Self::DEEPEST)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 16 << 20, line: 8 << 20, lines: 500_000, nesting: 100 }
    }
}
