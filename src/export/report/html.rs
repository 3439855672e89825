//! A report as HTML. Every text goes through one function that escapes it; no
//! attribute carries a style, so that the strictest content policy has nothing
//! to refuse.

use super::{Block, Cell, Definition, Link, Point, Report, Row, Section, Table};
use crate::export::qr;

/// A table of so few rows is not parted by the end of a page.
const WHOLE: usize = 9;

/// A code of more modules than this, a side, is printed larger: a module then
/// stays above a quarter of a millimetre.
const FINE: i32 = 100;

/// What is to be known of the link.
const HELD: &str = "The link, in the code too, holds the whole scenario with its notes as it was when the \
                    report was made. Opening it sends the scenario to no server.";

/// The report as the inside of an element.
pub fn body(report: &Report) -> String {
    let mut html = Html::default();
    html.open("header", "report-head");
    html.element("h1", "", &report.name);
    html.element("p", "report-about", &report.about);
    if !report.description.is_empty() {
        html.element("p", "report-description", &report.description);
    }
    html.open("div", "report-lead");
    for sentence in &report.lead {
        html.element("p", "", sentence);
    }
    html.raw("</div></header>");
    for section in &report.sections {
        html.section(section);
    }
    html.0
}

/// Text in the process of being written.
#[derive(Default)]
struct Html(String);

impl Html {
    fn raw(&mut self, html: &str) {
        self.0.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    /// Opens an element. Its name and class are never a person's words.
    fn open(&mut self, tag: &str, class: &str) {
        self.raw("<");
        self.raw(tag);
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.raw(">");
    }

    fn close(&mut self, tag: &str) {
        self.raw("</");
        self.raw(tag);
        self.raw(">");
    }

    fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
    }

    fn section(&mut self, section: &Section) {
        self.raw("<section class=\"report-");
        self.raw(section.id);
        self.raw("\" aria-labelledby=\"report-");
        self.raw(section.id);
        self.raw("\"><h2 id=\"report-");
        self.raw(section.id);
        self.raw("\">");
        self.text(&section.title);
        self.close("h2");
        for block in &section.blocks {
            self.block(block);
        }
        self.close("section");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.element("p", "", text),
            Block::Points(points) => self.list("report-points", points, Self::point),
            Block::Table(table) => self.table(table),
            Block::Pictures(pictures) => {
                self.open("div", "report-pictures");
                for picture in pictures {
                    self.open("figure", "");
                    self.raw(&picture.svg);
                    self.close("figure");
                }
                self.close("div");
            }
            Block::Notes(notes) => self.list("report-notes", notes, |html, note| html.text(note)),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Link(link) => self.link(link),
        }
    }

    fn list<T>(&mut self, class: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.open("ul", class);
        for item in items {
            self.open("li", "");
            write(self, item);
            self.close("li");
        }
        self.close("ul");
    }

    fn point(&mut self, point: &Point) {
        self.open("span", &format!("mark {}", point.kind));
        self.text(point.kind);
        self.raw("</span> ");
        self.element("span", "", &point.text);
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.open("dl", "report-definitions");
        for definition in definitions {
            self.open("div", "");
            self.element("dt", "", &definition.term);
            self.open("dd", "");
            self.element("code", "", &format!("= {}", definition.formula));
            self.raw(" ");
            self.element("small", "", &format!("· {}", definition.source));
            self.raw("</dd></div>");
        }
        self.close("dl");
    }

    fn link(&mut self, link: &Link) {
        self.open("div", "report-link");
        self.raw("<div><p>");
        // The address is the app's own, and escaped all the same.
        self.raw("<a href=\"");
        self.text(&link.address);
        self.raw("\">Open this scenario in Megahour</a>");
        self.close("p");
        self.element("p", "report-aside", HELD);
        self.close("div");
        if let Some(code) = &link.code {
            self.code(code);
        }
        self.close("div");
    }

    /// Black on white, as readers of codes expect it.
    fn code(&mut self, code: &qr::Picture) {
        let size = code.size.to_string();
        self.raw("<svg class=\"report-code");
        self.raw(if code.size > FINE { " fine" } else { "" });
        self.raw("\" role=\"img\" aria-label=\"QR code of the link\" shape-rendering=\"crispEdges\" viewBox=\"0 0 ");
        self.raw(&size);
        self.raw(" ");
        self.raw(&size);
        self.raw("\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
        self.raw(&code.path);
        self.raw("\"/></svg>");
    }

    fn table(&mut self, table: &Table) {
        // A wide table scrolls by itself, for which it takes the keyboard.
        self.raw("<div class=\"scroll");
        self.raw(if table.rows.len() <= WHOLE { " short" } else { "" });
        self.raw("\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.text(table.title);
        self.raw(", table\"><table><thead><tr>");
        for column in &table.columns {
            self.raw("<th scope=\"col\"");
            self.raw(if column.is_words { " class=\"words\">" } else { ">" });
            self.text(&column.title);
            self.close("th");
        }
        self.raw("</tr></thead><tbody>");
        for row in &table.rows {
            self.row(table, row);
        }
        self.raw("</tbody></table></div>");
    }

    fn row(&mut self, table: &Table, row: &Row) {
        self.open("tr", if row.is_strong { "strong" } else { "" });
        self.raw("<th scope=\"row\">");
        self.text(&row.name);
        if !row.aside.is_empty() {
            self.raw(" ");
            self.element("small", "", &row.aside);
        }
        self.close("th");
        for (cell, column) in row.cells.iter().zip(table.columns.iter().skip(1)) {
            self.open("td", if column.is_words { "words" } else { "" });
            self.cell(cell);
            self.close("td");
        }
        self.close("tr");
    }

    fn cell(&mut self, cell: &Cell) {
        self.text(&cell.text);
        let Some(verdict) = cell.verdict else { return };
        self.raw(" <span class=\"mark ");
        self.raw(verdict.word());
        self.raw("\" role=\"img\" aria-label=\"");
        self.raw(verdict.word());
        self.raw("\">");
        self.raw(verdict.sign());
        self.raw("</span>");
    }
}

/// Escapes a text for an element or for an attribute in quotes. Signs that HTML
/// does not allow are left out.
pub(super) fn escape_into(html: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(sign),
            _ if sign.is_control() => {}
            _ => html.push(sign),
        }
    }
}
