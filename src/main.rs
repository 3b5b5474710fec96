//! The `contract-fact-box` command: builds the bundle, serves the demo pages, checks and prerenders
//! story files.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// Does nothing: `wasm-pack` compiles every target for WebAssembly, this one too.
#[cfg(target_arch = "wasm32")]
fn main() {}
