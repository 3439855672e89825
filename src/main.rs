//! The browser's entry point; on other targets it only says where to look.

#[cfg(target_arch = "wasm32")]
fn main() {
    megahour::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::print_stdout, reason = "a command-line message is this program's only output")]
fn main() {
    println!("Megahour runs in the browser: `cargo xtask serve`.");
}
