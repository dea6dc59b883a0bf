//! stub
/// stub
pub fn markdown(_run: &crate::RunResult) -> String {
    String::new()
}
