//! What the page may do: run its own code, show its own pictures, talk to
//! nobody else.

/// The Content-Security-Policy of the page, with the digests of its scripts.
pub fn of_page(scripts: &[String]) -> String {
    let scripts: String = scripts.iter().map(|digest| format!(" 'sha256-{digest}'")).collect();
    [
        "default-src 'none'",
        // WebAssembly is compiled, but no text is run as a program.
        &format!("script-src 'self' 'wasm-unsafe-eval'{scripts}"),
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
    ]
    .join("; ")
}

/// The policy as a header, which alone can say who may frame the page.
pub fn as_header(policy: &str) -> String {
    format!("{policy}; frame-ancestors 'none'")
}

/// The other headers that protect the page and the people who use it.
pub const HEADERS: [(&str, &str); 5] = [
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=(), \
         clipboard-read=(), clipboard-write=(self), web-share=(self)",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_allowed_that_would_run_a_text_or_reach_another_host() {
        let policy = of_page(&["abc=".to_owned()]);
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';"), "{policy}");
        for word in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"] {
            assert!(!policy.contains(word), "{word} in {policy}");
        }
    }
}
