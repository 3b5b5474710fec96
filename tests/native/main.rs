//! The native suites, one binary since each would link the whole tool: a module per feature.

mod check;
mod cli;
mod docs;
mod eforms;
mod generated;
mod languages;
mod ocds;
mod prerender;
mod presets;
mod records;
mod rules;
mod seeds;
mod specimen;
mod support;
mod texts;
mod versions;
mod view;
