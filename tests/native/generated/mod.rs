//! Properties of every story that passes the checker: nobody's words are lost, changed or put in
//! the wrong place. The stories are generated, since the bugs of exchanges hide in combinations
//! that nobody writes by hand.
//!
//! `PROPTEST_CASES=10000 cargo nextest run generated` tries more of them.

pub(crate) mod crowd;
mod exchange;
mod facts;
mod growth;
mod keys;
mod mangled;
mod passages;
mod short;
pub(crate) mod stories;

use proptest::test_runner::{Config, RngSeed};

/// Generates the same stories in every run, so that only a change of the code makes a test fail.
pub(crate) fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config {
        cases: asked.unwrap_or(128),
        rng_seed: RngSeed::Fixed(20_261_127),
        failure_persistence: None,
        max_global_rejects: 1_000_000,
        ..Config::default()
    }
}
