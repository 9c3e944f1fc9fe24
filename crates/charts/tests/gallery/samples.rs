//! One chart of every kind, with invented numbers, at any width.

mod courses;
mod time;
mod units;

use charts::{PointWords, SeriesPoint, Sheet, Theme};
use courses::{dumbbell, flow, heat, histogram, waiting};
use time::{control_chart, run_chart};
use units::{bullet, dots, forest, funnel};

pub(crate) type Draw = Box<dyn Fn(Theme) -> String>;

fn sheet(width: f64, height: f64, title: &str) -> Sheet {
    Sheet {
        title: title.to_owned(),
        subtitle: "Vedholdenhed, Silkeborg, 1. kvartal 2023 – 2. kvartal 2026, n = 412".to_owned(),
        notes: vec![
            "Opgjort efter afslutningsdato. Opdateret 21. november 2026 kl. 08.15. Uoplyst: 3 %.".to_owned(),
            "Definition: hjertekom.dk/indikatorer/persistence (2026.1)".to_owned(),
        ],
        empty: "Ingen afsluttede forløb i perioden. Vælg en længere periode.".to_owned(),
        width,
        height,
    }
}

fn words(label: &str, announcement: &str, cells: &[&str]) -> PointWords {
    PointWords {
        label: label.to_owned(),
        announcement: announcement.to_owned(),
        cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn quarters(values: &[f64]) -> Vec<SeriesPoint> {
    let point = |(index, value): (usize, &f64)| {
        let (quarter, year) = (index % 4 + 1, 23 + index / 4);
        let long = format!("{quarter}. kvartal 20{year}");
        SeriesPoint {
            words: words(
                &format!("{quarter}. kvt. {year}"),
                &format!("{long}: {}, tilfældig variation", percent(*value)),
                &[&long, &percent(*value)],
            ),
            value: Some(*value),
            ..SeriesPoint::default()
        }
    };
    values.iter().enumerate().map(point).collect()
}

/// Every kind of chart with its name.
pub(crate) fn all(width: f64) -> Vec<(&'static str, Draw)> {
    let (run, control, funnel, forest, dots) =
        (run_chart(width), control_chart(width), funnel(width), forest(width), dots(width));
    let (bullet, dumbbell, histogram) = (bullet(width), dumbbell(width), histogram(width));
    let (flow, waiting, heat) = (flow(width), waiting(width), heat(width));
    vec![
        ("run", Box::new(move |theme| run.to_svg(theme))),
        ("control", Box::new(move |theme| control.to_svg(theme))),
        ("funnel", Box::new(move |theme| funnel.to_svg(theme))),
        ("forest", Box::new(move |theme| forest.to_svg(theme))),
        ("dots", Box::new(move |theme| dots.to_svg(theme))),
        ("bullet", Box::new(move |theme| bullet.to_svg(theme))),
        ("dumbbell", Box::new(move |theme| dumbbell.to_svg(theme))),
        ("histogram", Box::new(move |theme| histogram.to_svg(theme))),
        ("flow", Box::new(move |theme| flow.to_svg(theme))),
        ("waiting", Box::new(move |theme| waiting.to_svg(theme))),
        ("heat", Box::new(move |theme| heat.to_svg(theme))),
    ]
}

/// Every kind of chart without data.
pub(crate) fn empty(width: f64) -> Vec<(&'static str, Draw)> {
    let mut run = run_chart(width);
    run.points.clear();
    let mut gaps = run_chart(width);
    gaps.points.iter_mut().for_each(|point| (point.value, point.is_hidden) = (None, false));
    let mut funnel = funnel(width);
    funnel.units.clear();
    let mut forest = forest(width);
    forest.rows.clear();
    let mut dots = dots(width);
    dots.rows.clear();
    let mut bullet = bullet(width);
    bullet.rows.clear();
    let mut dumbbell = dumbbell(width);
    dumbbell.rows.clear();
    let mut histogram = histogram(width);
    histogram.bins.clear();
    let mut flow = flow(width);
    flow.rows.clear();
    let mut waiting = waiting(width);
    waiting.courses.clear();
    let mut heat = heat(width);
    heat.rows.clear();
    vec![
        ("run", Box::new(move |theme| run.to_svg(theme))),
        ("gaps", Box::new(move |theme| gaps.to_svg(theme))),
        ("funnel", Box::new(move |theme| funnel.to_svg(theme))),
        ("forest", Box::new(move |theme| forest.to_svg(theme))),
        ("dots", Box::new(move |theme| dots.to_svg(theme))),
        ("bullet", Box::new(move |theme| bullet.to_svg(theme))),
        ("dumbbell", Box::new(move |theme| dumbbell.to_svg(theme))),
        ("histogram", Box::new(move |theme| histogram.to_svg(theme))),
        ("flow", Box::new(move |theme| flow.to_svg(theme))),
        ("waiting", Box::new(move |theme| waiting.to_svg(theme))),
        ("heat", Box::new(move |theme| heat.to_svg(theme))),
    ]
}
