//! The browser's entry point; on other targets it only says where to look.

#[cfg(all(target_arch = "wasm32", feature = "app"))]
fn main() {
    megahour::app::start();
}

#[cfg(not(all(target_arch = "wasm32", feature = "app")))]
#[expect(clippy::print_stdout, reason = "a command-line message is this program's only output")]
fn main() {
    println!("Megahour runs in the browser: `cargo xtask serve`.");
}
