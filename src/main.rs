//! The `contract-fact-box` command: builds the embeddable folder, serves the demo pages, checks story files.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// Browser tests build every target for wasm, this one too; there is nothing for it to do there.
#[cfg(target_arch = "wasm32")]
fn main() {}
