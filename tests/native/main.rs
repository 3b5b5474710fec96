//! The native suites, one binary since each would link the whole tool: a module per feature.

mod check;
mod cli;
mod docs;
mod generated;
mod languages;
mod prerender;
mod presets;
mod records;
mod rules;
mod specimen;
mod support;
mod versions;
mod view;
