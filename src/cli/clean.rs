//! `davproof clean`.

use super::args::{CleanArgs, PackArgs};
use super::failure::Failure;
use super::{load, output};
use crate::exit::Exit;
use crate::runner;
use crate::target::Target;

pub(crate) async fn clean(args: CleanArgs) -> Result<Exit, Failure> {
    let target = Target::read(&args.target)?;
    let (pack, _) = load::pack(&PackArgs::default(), &[])?;
    let folder = load::journals(&args.state);
    let cleaned = runner::clean(&folder, &target, &pack).await?;
    let mut text = match cleaned.runs.as_slice() {
        [] => format!("Nothing to clean: {} lists no killed run against {}.\n", folder.display(), target.origin),
        runs => format!("Cleaned up after {}: {} things are gone.\n", runs.join(", "), cleaned.removed),
    };
    if cleaned.other_servers > 0 {
        text = format!("{text}{} journals belong to other servers and were left alone.\n", cleaned.other_servers);
    }
    for left in &cleaned.left {
        text = format!("{text}Still there: {left}\n");
    }
    output::print(&text)?;
    Ok(if cleaned.left.is_empty() { Exit::Passed } else { Exit::Partial })
}
