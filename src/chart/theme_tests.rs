use super::*;

/// Linear-light sRGB.
fn linear(colour: Rgb) -> [f64; 3] {
    [colour.0, colour.1, colour.2].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| {
        let sum: f64 = row.iter().zip(v).map(|(a, b)| a * b).sum();
        sum.clamp(0.0, 1.0)
    })
}

/// Machado, Oliveira & Fernandes 2009, full severity.
const PROTANOPIA: [[f64; 3]; 3] =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTERANOPIA: [[f64; 3]; 3] =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TYPICAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// Ottosson 2020; distances in this space are close to perceived ones, and
/// 0.02 is about what an eye just notices.
fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

fn distance(a: Rgb, b: Rgb, seen: [[f64; 3]; 3]) -> f64 {
    let (a, b) = (oklab(times(seen, linear(a))), oklab(times(seen, linear(b))));
    a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt()
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

#[test]
fn tones_stay_apart_for_every_kind_of_colour_vision() {
    for theme in [Theme::light(), Theme::dark()] {
        for (i, &a) in theme.tones.iter().enumerate() {
            for (j, &b) in theme.tones.iter().enumerate().skip(i + 1) {
                // The first three share charts today and are held to more.
                let least = if j < 3 { 0.10 } else { 0.07 };
                for seen in [TYPICAL, PROTANOPIA, DEUTERANOPIA] {
                    let apart = distance(a, b, seen);
                    assert!(apart >= least, "{} and {}: {apart:.3}", a.css(), b.css());
                }
            }
        }
    }
}

#[test]
fn marks_and_text_stand_out_from_the_paper() {
    for theme in [Theme::light(), Theme::dark()] {
        for tone in theme.tones {
            assert!(contrast(tone, theme.paper) >= 3.0, "{}", tone.css());
        }
        assert!(contrast(theme.ink, theme.paper) >= 7.0);
        assert!(contrast(theme.muted, theme.paper) >= 4.5);
    }
}

#[test]
fn colours_are_read_in_the_forms_of_design_tokens() {
    assert_eq!(Rgb::from_hex(" #0a6b52"), Some(Rgb(10, 107, 82)));
    assert_eq!(Rgb::from_hex("#fff"), Some(Rgb(255, 255, 255)));
    for bad in ["", "#", "0a6b52", "#0a6b5", "#xyzxyz", "#ééé"] {
        assert_eq!(Rgb::from_hex(bad), None, "{bad}");
    }
}

#[test]
fn a_token_that_is_no_colour_leaves_the_theme_as_it_is() {
    let tokens = |name: &str| match name {
        "--chart-ink" => Some(" #123456".to_owned()),
        "--chart-2" => Some("#abc".to_owned()),
        "--chart-paper" => Some("oklch(0.9 0 0)".to_owned()),
        _ => None,
    };
    let theme = Theme::light().with_tokens(tokens);
    assert_eq!(theme.ink, Rgb(0x12, 0x34, 0x56));
    assert_eq!(theme.tone(Tone::Orange), Rgb(0xaa, 0xbb, 0xcc));
    assert_eq!(theme.paper, Theme::light().paper);
    assert_eq!(theme.family, Theme::light().family);
}
