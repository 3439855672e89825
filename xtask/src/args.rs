//! What a person may type after `cargo xtask`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

/// Shown by `--help`, and below the reason when a command line can't be read.
pub const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N] [--open]     build for development, serve, rebuild on change
  build [--public-url PATH] [--address URL]
                                build the static site for release into dist/
  finish DIRECTORY              give a development build what a release has:
                                security policy, service worker, file names
  test [--only STAGE | --from STAGE]
                                run every check, cheapest first
  fuzz [--cases N]              give damaged links, documents and files to their
                                readers, a million unless told otherwise
  bench                         measure the engine and the page
  audit                         check the licences and known holes of dependencies
  setup                         install every tool that the other commands need

Each command first sets up what it needs. Tools are taken from PATH when their
version suits, else they are kept in ~/.cache/megahour (or $XDG_CACHE_HOME).";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Explain the commands.
    Help,
    /// Serve a development build.
    Serve(Serve),
    /// Build for release.
    Build(Build),
    /// Do to a build of Trunk what is done to a release.
    Finish(PathBuf),
    /// Run the checks.
    Test(Selection),
    /// Try damaged input, so many cases of it.
    Fuzz(u64),
    /// Measure.
    Bench,
    /// Check what the project depends on.
    Audit,
    /// Install what is missing.
    Setup,
}

/// Options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    /// The port on the loopback address.
    pub port: u16,
    /// Whether to open the default browser.
    pub open: bool,
}

/// Options of `build`.
#[derive(Debug, PartialEq, Eq)]
pub struct Build {
    /// Where the site will live; `./` serves at any path.
    pub public_url: String,
    /// The site's public address, which only links to it from elsewhere need.
    pub address: Option<String>,
}

/// Which stages of `test` to run.
#[derive(Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// The one of this name.
    Only(String),
    /// The one of this name and all after it.
    From(String),
}

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command> {
    let mut arguments = Arguments::new(arguments);
    let Some(name) = arguments.next() else {
        return Ok(Command::Help);
    };
    if arguments.rest_asks_for_help() {
        return Ok(Command::Help);
    }
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "serve" => serve(&mut arguments).map(Command::Serve),
        "build" => build(&mut arguments).map(Command::Build),
        "finish" => {
            let directory = arguments.value_of("finish")?;
            arguments.end().map(|()| Command::Finish(directory.into()))
        }
        "test" => selection(&mut arguments).map(Command::Test),
        "fuzz" => cases(&mut arguments).map(Command::Fuzz),
        "bench" => arguments.end().map(|()| Command::Bench),
        "audit" => arguments.end().map(|()| Command::Audit),
        "setup" => arguments.end().map(|()| Command::Setup),
        other => bail!("there is no command `{other}`"),
    }
}

impl Default for Build {
    fn default() -> Self {
        Self { public_url: "./".to_owned(), address: None }
    }
}

fn serve(arguments: &mut Arguments) -> Result<Serve> {
    let mut options = Serve { port: 8080, open: false };
    while let Some(option) = arguments.next() {
        match option.as_str() {
            "--port" => {
                let value = arguments.value_of("--port")?;
                options.port = value.parse().with_context(|| format!("`{value}` is not a port"))?;
            }
            "--open" => options.open = true,
            other => bail!("`serve` has no option `{other}`"),
        }
    }
    Ok(options)
}

fn build(arguments: &mut Arguments) -> Result<Build> {
    let mut options = Build::default();
    while let Some(option) = arguments.next() {
        match option.as_str() {
            "--public-url" => options.public_url = arguments.value_of("--public-url")?,
            "--address" => options.address = Some(arguments.value_of("--address")?),
            other => bail!("`build` has no option `{other}`"),
        }
    }
    Ok(options)
}

fn selection(arguments: &mut Arguments) -> Result<Selection> {
    let selection = match arguments.next().as_deref() {
        None => Selection::All,
        Some("--only") => Selection::Only(arguments.value_of("--only")?),
        Some("--from") => Selection::From(arguments.value_of("--from")?),
        Some(other) => bail!("`test` has no option `{other}`"),
    };
    arguments.end()?;
    Ok(selection)
}

/// How many cases `fuzz` tries where no one says.
const CASES: u64 = 1_000_000;

fn cases(arguments: &mut Arguments) -> Result<u64> {
    let cases = match arguments.next().as_deref() {
        None => CASES,
        Some("--cases") => {
            let value = arguments.value_of("--cases")?;
            value.parse().with_context(|| format!("`{value}` is no number of cases"))?
        }
        Some(other) => bail!("`fuzz` has no option `{other}`"),
    };
    arguments.end()?;
    Ok(cases)
}

/// The words of a command line, `--name=value` already taken apart.
struct Arguments {
    words: std::vec::IntoIter<String>,
}

impl Arguments {
    fn new(arguments: impl IntoIterator<Item = String>) -> Self {
        let mut words = Vec::new();
        for argument in arguments {
            match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => {
                    words.push(name.to_owned());
                    words.push(value.to_owned());
                }
                _ => words.push(argument),
            }
        }
        Self { words: words.into_iter() }
    }

    fn next(&mut self) -> Option<String> {
        self.words.next()
    }

    fn rest_asks_for_help(&self) -> bool {
        self.words.as_slice().iter().any(|word| word == "--help" || word == "-h")
    }

    fn value_of(&mut self, option: &str) -> Result<String> {
        self.next().with_context(|| format!("`{option}` needs a value"))
    }

    fn end(&mut self) -> Result<()> {
        match self.next() {
            None => Ok(()),
            Some(word) => bail!("`{word}` is not expected here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_and_any_form_of_help_explain_the_commands() {
        for line in ["", "help", "--help", "-h", "serve --help", "test --only -h"] {
            assert_eq!(read(line).unwrap(), Command::Help, "{line}");
        }
    }

    #[test]
    fn serve_takes_its_options_in_any_order_and_both_spellings() {
        let expected = Command::Serve(Serve { port: 9000, open: true });
        assert_eq!(read("serve --port 9000 --open").unwrap(), expected);
        assert_eq!(read("serve --open --port=9000").unwrap(), expected);
    }

    #[test]
    fn build_serves_at_any_path_unless_told_otherwise() {
        let build = |url: &str| Command::Build(Build { public_url: url.to_owned(), address: None });
        assert_eq!(read("build").unwrap(), build("./"));
        assert_eq!(read("build --public-url /megahour/").unwrap(), build("/megahour/"));
    }

    #[test]
    fn finish_takes_one_directory() {
        assert_eq!(read("finish site").unwrap(), Command::Finish("site".into()));
        assert!(read("finish").is_err());
        assert!(read("finish a b").is_err());
    }

    #[test]
    fn test_runs_all_stages_one_or_the_rest() {
        let test = Command::Test;
        assert_eq!(read("test").unwrap(), test(Selection::All));
        assert_eq!(read("test --only format").unwrap(), test(Selection::Only("format".to_owned())));
        assert_eq!(read("test --from docs").unwrap(), test(Selection::From("docs".to_owned())));
    }

    #[test]
    fn fuzz_tries_a_million_cases_unless_told_otherwise() {
        assert_eq!(read("fuzz").unwrap(), Command::Fuzz(1_000_000));
        assert_eq!(read("fuzz --cases=600").unwrap(), Command::Fuzz(600));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in [
            ("sevre", "sevre"),
            ("serve --prot 1", "--prot"),
            ("serve --port", "--port"),
            ("serve --port 70000", "70000"),
            ("bench fast", "fast"),
            ("fuzz --cases many", "many"),
            ("test --only docs more", "more"),
        ] {
            let message = format!("{:#}", read(line).unwrap_err());
            assert!(message.contains(word), "{line}: {message}");
        }
    }
}
