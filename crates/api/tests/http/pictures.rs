//! The server draws what the browser draws, and the numbers in it are those of the interface.

use std::fmt::Write;

use api_types::Series;
use charts::Theme;
use domain::access::Role;
use domain::text::Language;
use pictures::{Cell, SeriesView};
use resvg::tiny_skia::Pixmap;
use serde_json::json;

use crate::benchmarks::{stratum, tally};
use crate::support::{Reply, TestApp, on_both_engines};

const INDICATOR: &str = "/indicators/smokefree";
const ASKED: &str = "programme=hjertekom&chart=p&rules=nhs";

/// Nineteen quarters: about 60 % become ex-smokers at first, about 90 % in the last eight.
async fn quarters(app: &TestApp) {
    let mut statements = String::new();
    for quarter in 0..19_u32 {
        let month = format!("{}-{:02}-01", 2022 + quarter / 4, quarter % 4 * 3 + 1);
        let total = 20 + quarter % 3;
        let fulfilled = if quarter < 11 { 12 + quarter % 2 } else { total - 2 };
        statements.push_str(&tally("0740", "smokefree", &month, fulfilled, total - fulfilled));
        let female = "female/60_74/acute_coronary/basic/alone";
        let male = "male/60_74/acute_coronary/basic/alone";
        let women = stratum("0740", "smokefree", &month, female, fulfilled, 0);
        let men = stratum("0740", "smokefree", &month, male, 0, total - fulfilled);
        write!(statements, "{women}{men}").unwrap();
    }
    app.tamper(&statements).await;
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).unwrap().parse().unwrap()
}

/// The heights at which a drawing has 0 % and 100 %.
fn axis(svg: &str) -> (f64, f64) {
    let at = |words: &str| {
        let end = format!(">{words}</text>");
        let tag = svg.split('<').map(|tag| format!("{tag}</text>")).find(|tag| tag.ends_with(&end)).unwrap();
        // Words hang a third of their size below their line.
        number(&tag, "y") - 0.35 * 12.0
    };
    (at("0\u{a0}%"), at("100\u{a0}%"))
}

/// The share of every mark as its height tells it, in the order in which they are drawn.
fn drawn_shares(svg: &str) -> Vec<f64> {
    let (none, all) = axis(svg);
    let marks = svg.split_once("<g aria-hidden=\"true\">").unwrap().1.split_once("</g>").unwrap().1;
    let marks = marks.split('<').filter(|tag| tag.starts_with("circle") || tag.starts_with("polygon"));
    let height = |tag: &str| {
        if tag.starts_with("circle") {
            return number(tag, "cy");
        }
        // A triangle: its top stands 1.35 sizes above the point, its base 0.9 below, or the other way round.
        let points = attribute(tag, "points").unwrap();
        let heights: Vec<f64> =
            points.split(' ').map(|point| point.split_once(',').unwrap().1.parse().unwrap()).collect();
        heights[0] + (heights[1] - heights[0]) * 0.6
    };
    marks.map(|tag| (none - height(tag)) / (none - all)).collect()
}

fn pixels(reply: &Reply) -> Pixmap {
    assert_eq!(reply.header("content-type"), "image/png");
    Pixmap::decode_png(&reply.bytes).unwrap()
}

/// Dark pixels between two rows.
fn ink(picture: &Pixmap, (from, to): (u32, u32)) -> usize {
    let (from, to) = ((from * picture.width()) as usize, (to * picture.width()) as usize);
    picture.pixels()[from..to].iter().filter(|pixel| pixel.red() < 128).count()
}

on_both_engines! {
    async fn picture_file_and_interface_show_identical_numbers(app) {
        quarters(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let of = |what: &str| format!("{INDICATOR}/{what}?{ASKED}");
        let series: Series = serde_json::from_value(manager.get(&of("series")).await.expect(200).json()).unwrap();
        let points = &series.groups[0].points;
        assert_eq!((series.groups.len(), points.len()), (1, 20), "the quarter that has begun is there too");

        // The function the browser calls makes the same picture and the same files of the answer.
        let svg = manager.get(&of("chart.svg")).await.expect(200);
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        assert_eq!(svg.header("cache-control"), "no-store");
        let updated = db::danish_time(series.updated_at);
        let view = SeriesView { unit: "Silkeborg", updated, is_zoomed: false, language: Language::Da };
        let picture = pictures::series(&series, &series.groups[0], &view);
        assert_eq!(svg.text(), picture.chart.to_svg(Theme::Light));
        let csv = manager.get(&of("chart.csv")).await.expect(200);
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let international = manager.get(&format!("{}&lang=en", of("chart.csv"))).await.expect(200);

        // The title is the finding, and everything that belongs to it stands in the picture.
        let svg = svg.text();
        assert!(svg.contains(&format!("<title>{}</title>", series.finding.da)), "{svg}");
        assert!(svg.contains("Silkeborg · ") && svg.contains("Kilde: HjerteKom") && svg.contains("Data opdateret 02.11.2026 kl. 10.00"));
        assert!(!series.groups[0].signals.is_empty() && svg.contains(&series.groups[0].signals[0].da), "the rules' signal");
        assert!(svg.contains(r#"stroke-dasharray="5 3""#), "the control limits");

        // Point by point: interface, table, both files, and where the mark stands.
        let shares: Vec<f64> = drawn_shares(&svg);
        let counted: Vec<_> = points.iter().filter(|point| point.value.is_some()).collect();
        assert_eq!(shares.len(), counted.len());
        for (share, point) in shares.iter().zip(&counted) {
            assert!((share - point.value.unwrap()).abs() < 0.001, "{share} {point:?}");
        }
        let (csv, international) = (csv.text(), international.text());
        let (mut danish, mut english) = (csv.trim_start_matches('\u{feff}').lines(), international.lines());
        assert!(csv.starts_with('\u{feff}') && danish.next().unwrap().starts_with("Periode;Andel (%);Tæller;Nævner;"));
        assert!(english.next().unwrap().starts_with("Period,Share (%),Numerator,Denominator,"));
        for ((row, point), (danish, english)) in picture.grid.rows.iter().zip(points).zip(danish.zip(english)) {
            let percent = point.value.map(|value| (value * 100.0).round().to_string()).unwrap_or_default();
            let counts = [percent, point.numerator.to_string(), point.denominator.to_string()];
            assert_eq!(row[1..4], [Cell::share(point.value), Cell::Count(point.numerator), Cell::Count(point.denominator)]);
            assert_eq!(danish.split(';').collect::<Vec<_>>()[1..4], counts, "{danish}");
            assert_eq!(english.split(',').collect::<Vec<_>>()[1..4], counts, "{english}");
            assert!(danish.ends_with(&point.to.format("%d-%m-%Y").to_string()) && english.ends_with(&point.to.to_string()));
        }
    }

    async fn a_picture_is_twice_as_large_on_white_and_its_words_are_drawn(app) {
        quarters(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let svg = manager.get(&format!("{INDICATOR}/chart.svg?{ASKED}")).await.expect(200).text();
        let reply = manager.get(&format!("{INDICATOR}/chart.png?{ASKED}")).await.expect(200);
        let picture = pixels(&reply);
        let twice = |name| (number(&svg, name) * 2.0).round() as u32;
        assert_eq!((picture.width(), picture.height()), (twice("width"), twice("height")));
        let corner = picture.pixels()[0];
        assert_eq!((corner.red(), corner.green(), corner.blue(), corner.alpha()), (255, 255, 255, 255));
        assert!(picture.pixels().iter().all(|pixel| pixel.alpha() == 255), "nothing shines through");
        assert!(ink(&picture, (20, 70)) > 2_000, "the title");
        assert!(ink(&picture, (picture.height() - 60, picture.height())) > 500, "the source in the last line");
        assert!(reply.bytes.len() < 400_000, "{}", reply.bytes.len());
        // Nothing counted is a picture of words.
        let empty = app.actor(Role::Manager, Some("0751")).await.get(&format!("{INDICATOR}/chart.png?{ASKED}")).await;
        let empty = pixels(&empty.expect(200));
        assert!(empty.height() < picture.height() && ink(&empty, (20, 70)) > 1_000);
    }

    async fn a_picture_shows_one_level_and_says_which_there_are(app) {
        quarters(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let women = manager.get(&format!("{INDICATOR}/chart.svg?programme=hjertekom&split=sex&level=female")).await.expect(200).text();
        assert!(women.contains("<title>Kvinder: 100\u{a0}%</title>") && women.contains("Silkeborg"), "{women}");
        let english = manager.get(&format!("{INDICATOR}/chart.svg?programme=hjertekom&split=sex&level=male&lang=en")).await.expect(200).text();
        assert!(english.contains("<title>Men: 0%</title>") && english.contains("Source: HjerteKom"), "{english}");
        let zoomed = manager.get(&format!("{INDICATOR}/chart.svg?{ASKED}&axis=zoomed")).await.expect(200).text();
        assert!(zoomed.contains("Aksen starter ved"), "{zoomed}");
        for (query, parameter, code) in [
            ("split=sex", "level", "missing_field"),
            ("split=sex&level=tall", "level", "unknown_value"),
            ("level=female", "level", "unknown_value"),
            ("axis=log", "axis", "unknown_value"),
            ("lang=de", "lang", "unknown_value"),
            ("colour=red", "colour", "unknown_field"),
            ("split=shoe_size", "split", "unknown_value"),
        ] {
            for file in ["chart.svg", "chart.png", "chart.csv"] {
                let problem = manager.get(&format!("{INDICATOR}/{file}?programme=hjertekom&{query}")).await.problem(400, "bad_request");
                let finding = &problem["findings"][0];
                assert_eq!((&finding["variable"], &finding["code"]), (&json!(parameter), &json!(code)), "{file} {query}");
            }
        }
        manager.get("/indicators/nothing/chart.svg?programme=hjertekom").await.problem(404, "not_found");
    }

    async fn a_picture_belongs_to_the_municipality_and_to_those_who_may_see_its_numbers(app) {
        quarters(&app).await;
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let comment = json!({"on": "2026-05-01", "text": "Gulfugl <b>& nyt hold"});
        coordinator.post(&format!("{INDICATOR}/comments?programme=hjertekom"), comment).await.expect(200);
        for file in ["chart.svg", "chart.csv"] {
            let path = format!("{INDICATOR}/{file}?programme=hjertekom");
            let own = coordinator.get(&path).await.expect(200).text();
            assert!(own.contains("Gulfugl") && (file == "chart.csv" || own.contains("&lt;b&gt;&amp;")), "{own}");
            let foreign = app.actor(Role::Coordinator, Some("0751")).await.get(&path).await.expect(200).text();
            assert!(!foreign.contains("Gulfugl") && !foreign.contains("Silkeborg") && !foreign.contains(" af 2"), "{foreign}");
            app.actor(Role::Analyst, None).await.get(&path).await.problem(403, "forbidden");
            app.stranger().get(&path).await.problem(401, "not_logged_in");
        }
    }
}
