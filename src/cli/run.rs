//! `davproof run`.

use std::sync::atomic::{AtomicBool, Ordering};

use davproof_reports::{Order, Outline, RunResult, Shard, console};

use super::args::{Colour, OrderArg, RunArgs};
use super::failure::Failure;
use super::progress::Bar;
use super::{compare, load, mock, output};
use crate::exit::{Exit, exit_code};
use crate::gate;
use crate::runner::{self, RunOptions, Selection};
use crate::target::Target;

static CANCELLED: AtomicBool = AtomicBool::new(false);

pub(crate) async fn run(args: RunArgs, colour: Colour) -> Result<Exit, Failure> {
    let shard = args.shard.clone().map(|shard| Shard { group: args.group.clone(), ..shard });
    let selection = Selection::new(args.only.clone(), order(&args)?, shard)?;
    let baseline = args.baseline.as_deref().map(|path| compare::baseline_of_run(path, &args.out)).transpose()?;
    let given = args.target.as_deref().map(Target::read).transpose()?;
    let (pack, cases) = load::pack(&args.pack, &[])?;
    let expectations = match (&args.expect, &given) {
        (None, None) => load::expectations_of(args.mock.mock_profile, &cases)?,
        (Some(path), _) | (None, Some(Target { expectations: Some(path), .. })) => load::expectations(path, &cases)?,
        (None, Some(Target { expectations: None, .. })) => None,
    };
    let (server, mut target) = match given {
        Some(target) => (None, target),
        None => mock::embedded(&args.mock).await.map(|(server, target)| (Some(server), target))?,
    };
    target.limits.read_only |= args.read_only;
    target.limits.jobs = args.jobs.map_or(target.limits.jobs, usize::from);
    tokio::spawn(watch_for_ctrl_c());
    let bar = Bar::new();
    let options = RunOptions {
        target: &target,
        pack: &pack,
        cases: &cases,
        selection: &selection,
        expectations: expectations.as_ref(),
        retries: args.flaky.retries.into(),
        fail_on_flaky: args.flaky.fail_on_flaky,
        journals: load::journals(&args.state),
        reports: &args.out,
        cancelled: &CANCELLED,
    };
    let result = runner::run(&options, &bar).await;
    bar.clear();
    drop(server);
    report(&result?, baseline.as_ref(), &args, colour)
}

fn report(result: &RunResult, baseline: Option<&Outline>, args: &RunArgs, colour: Colour) -> Result<Exit, Failure> {
    davproof_reports::write_all(result, &args.out)?;
    if args.json {
        let mut text = Vec::new();
        davproof_reports::write_json(result, &mut text)?;
        output::print(&String::from_utf8_lossy(&text))?;
    } else {
        let style = if output::colour_of_stdout(colour) { console::Style::Colour } else { console::Style::Plain };
        output::print(&console::render(result, Some(&args.out), style))?;
    }
    let Some(baseline) = baseline else { return Ok(exit_code(result)) };
    let limits = compare::limits(args.slower, args.flaky.fail_on_flaky);
    let comparison = gate::compare(baseline, &result.into(), &limits);
    davproof_reports::write_comparison(&comparison, result, &args.out)?;
    if !args.json {
        output::print("\n")?;
        compare::tell(&comparison, compare::Format::Text, colour)?;
    }
    Ok(if result.run.interrupted { Exit::Interrupted } else { comparison.gate.into() })
}

fn order(args: &RunArgs) -> Result<Order, Failure> {
    match (args.order, args.seed) {
        (OrderArg::Listed, None) => Ok(Order::Listed),
        (OrderArg::Listed, Some(_)) => Err(Failure::Usage("--seed goes with --order random".to_owned())),
        (OrderArg::Random, seed) => Ok(Order::Random { seed: seed.unwrap_or_else(|| fastrand::u64(..1 << 32)) }),
    }
}

/// The first Ctrl-C ends the run in order; the second one ends the process, and `davproof clean` does the rest.
async fn watch_for_ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    CANCELLED.store(true, Ordering::Relaxed);
    eprintln!("Breaking off: cleaning up and writing the reports. Ctrl-C again to stop at once.");
    if tokio::signal::ctrl_c().await.is_ok() {
        eprintln!("Stopped. Run `davproof clean` with the same target file to remove what is left on the server.");
        std::process::exit(i32::from(u8::from(Exit::Interrupted)));
    }
}
