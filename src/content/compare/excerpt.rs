/// Values up to this length are shown whole; a photo is not.
const WHOLE: usize = 300;
/// How much of a longer one is shown, and how much of that before the first difference.
const WINDOW: usize = 160;
const LEAD: usize = 40;

/// One value, cut if it is long.
pub(super) fn excerpt(text: &str) -> String {
    window(text, 0)
}

/// Two values, each cut around the first difference if it is long.
pub(super) fn excerpts(before: &str, after: &str) -> (String, String) {
    let common = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let start = common.saturating_sub(LEAD);
    (window(before, start), window(after, start))
}

fn window(text: &str, start: usize) -> String {
    let length = text.chars().count();
    if length <= WHOLE {
        return text.to_owned();
    }
    let lead = if start > 0 { "…" } else { "" };
    let tail = if start + WINDOW < length { "…" } else { "" };
    let shown: String = text.chars().skip(start).take(WINDOW).collect();
    format!("{lead}{shown}{tail} ({length} characters)")
}
