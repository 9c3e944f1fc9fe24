//! No words of a drawing leave it, whatever its width.

use charts::Theme;
use domain::text::Language;

use crate::comparison::sample::with_funnel;
use crate::{
    Chart, Choice, ComparisonFigure, ComparisonView, Developed, LevelsView, View, comparison, development,
    distances, drawing, levels,
};

/// The number of an attribute of an element.
fn number(element: &str, name: &str) -> f64 {
    let (_, rest) = element.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

/// Left and right end of all words, by the usual width of a letter of the shipped font.
fn words(svg: &str) -> Vec<(f64, f64, String)> {
    let texts = svg.split("<text ").skip(1).map(|rest| rest.split("</text>").next().unwrap());
    let place = |text: &str| {
        let (head, said) = text.split_once('>').unwrap();
        let (head, said) = (format!(" {head}"), said.replace("&lt;", "<"));
        let wide = said.chars().count() as f64 * 0.5 * number(&head, "font-size");
        let before = match head {
            _ if head.contains("\"middle\"") => wide / 2.0,
            _ if head.contains("\"end\"") => wide,
            _ => 0.0,
        };
        let left = number(&head, "x") - before;
        (left, left + wide, said)
    };
    texts.map(place).collect()
}

#[test]
fn no_words_leave_a_drawing_of_any_width() {
    let published = "2026-11-02".parse().unwrap();
    let view = View { updated: "2026-11-22T10:42:00".parse().unwrap(), language: Language::Da };
    let of = Developed {
        id: "ventetid".into(),
        unit: "Silkeborg".into(),
        updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
        development: crate::development::sample::development(),
    };
    let compared = |figure| {
        let figure = Some(figure);
        let choice = Choice::default();
        comparison(
            &with_funnel(),
            &ComparisonView { figure, choice, published, has_rules: true, language: Language::Da },
        )
    };
    let own = LevelsView { unit: "Lyngby-Taarbæk", published, language: Language::Da };
    let all: [Chart; 5] = [
        compared(ComparisonFigure::Funnel),
        compared(ComparisonFigure::Forest),
        levels(&with_funnel(), &own),
        development(&of, false, &view),
        distances(&of, &view),
    ];
    for chart in &all {
        for width in (280..1400).step_by(20).map(f64::from) {
            for (left, right, said) in words(&drawing(chart, width, Theme::Page)) {
                assert!(
                    left >= -4.0 && right <= width + 4.0,
                    "{} at {width}: {said} {left}–{right}",
                    chart.id
                );
            }
        }
    }
}
