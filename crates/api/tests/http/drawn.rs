//! Every picture of the application is also the server's: made by the same function of the answer of the interface.

use api_types::{Benchmark, CaseMix, DataQuality, Flow, Overview, Results};
use charts::Theme;
use domain::access::Role;
use domain::text::Language;
use pictures::{
    Around, Chart, Choice, ComparisonFigure, ComparisonView, Dialect, FILE_WIDTH, LevelsView, View, csv,
    drawing,
};
use resvg::tiny_skia::Pixmap;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::benchmarks::published;
use crate::management::{YEAR, walked};
use crate::support::{Actor, Engine, TestApp, on_both_engines};

pub(crate) async fn answer<T: DeserializeOwned>(actor: &Actor, path: &str) -> T {
    serde_json::from_value(actor.get(path).await.expect(200).json()).unwrap()
}

/// Holds all forms of a picture against the chart that the application makes.
async fn agrees(actor: &Actor, path: &str, query: &str, chart: &Chart) -> (String, String) {
    agrees_at(actor, &format!("{path}/chart"), query, chart).await
}

/// The same for an address without its ending.
pub(crate) async fn agrees_at(actor: &Actor, path: &str, query: &str, chart: &Chart) -> (String, String) {
    let file = async |format: &str| actor.get(&format!("{path}.{format}?{query}")).await.expect(200);
    let svg = file("svg").await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert_eq!(svg.text(), drawing(chart, FILE_WIDTH, Theme::Light), "{path}");
    let numbers = file("csv").await;
    assert_eq!(numbers.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(numbers.text(), csv(&chart.grid, Dialect::Danish), "{path}");
    let png = file("png").await;
    assert_eq!(png.header("content-type"), "image/png");
    let pixels = Pixmap::decode_png(&png.bytes).unwrap();
    let width = format!("width=\"{}\"", pixels.width() / 2);
    assert!(svg.text().contains(&width), "{path}: twice as large");
    actor.get(&format!("{path}.pdf?{query}")).await.problem(404, "not_found");
    (svg.text(), numbers.text())
}

pub(crate) fn view(updated_at: chrono::DateTime<chrono::Utc>) -> View {
    View { updated: db::danish_time(updated_at), language: Language::Da }
}

on_both_engines! {
    async fn a_comparison_is_drawn_as_the_application_draws_it_with_the_rules(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let path = "/benchmarks/smokefree";
        let asked = "programme=hjertekom";
        let benchmark: Benchmark = answer(&manager, &format!("{path}?{asked}")).await;
        let usual = ComparisonView {
            figure: None,
            choice: Choice::default(),
            published: db::danish_day(benchmark.snapshot.published_at),
            has_rules: true,
            language: Language::Da,
        };
        let (svg, file) = agrees(&manager, path, asked, &pictures::comparison(&benchmark, &usual)).await;
        assert!(svg.contains(&format!("<title>{}</title>", benchmark.finding.da)) && svg.contains(">Silkeborg<"));
        let own = benchmark.cells.iter().find(|cell| cell.is_own).unwrap();
        let line = file.lines().find(|line| line.starts_with("Silkeborg;")).unwrap();
        let expected = format!("Silkeborg;Jer;{};{};", own.denominator.unwrap(), own.percent.unwrap());
        assert!(line.starts_with(&expected), "{line} is not {expected}");
        assert_eq!(file.lines().count(), benchmark.cells.len() + 1);

        let choice = Choice { around: Around::Similar, is_only: true, is_by_value: true };
        let forest = ComparisonView { figure: Some(ComparisonFigure::Forest), choice, ..usual };
        let query = format!("{asked}&figure=forest&highlight=similar&only=true&order=share");
        let (svg, _) = agrees(&manager, path, &query, &pictures::comparison(&benchmark, &forest)).await;
        assert!(svg.contains(">Jer<") && svg.contains(">Ligner jer mest<") && svg.contains("ikke en rangliste"));

        // What the cube does not have is refused as without a picture, and so is what does not belong to one.
        for file in ["svg", "png", "csv"] {
            let split = format!("{path}/chart.{file}?{asked}&period=2026-Q1");
            manager.get(&split).await.problem(400, "not_published");
            let wrong = manager.get(&format!("{path}/chart.{file}?{asked}&figure=pie")).await.problem(400, "bad_request");
            assert_eq!(wrong["findings"][0]["variable"], "figure");
        }
        app.stranger().get(&format!("{path}/chart.svg?{asked}")).await.problem(401, "not_logged_in");
    }

    async fn the_own_result_beside_the_levels_is_drawn_as_the_report_draws_it(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let (path, asked) = ("/benchmarks/smokefree", "programme=hjertekom");
        let benchmark: Benchmark = answer(&manager, &format!("{path}?{asked}")).await;
        let published = db::danish_day(benchmark.snapshot.published_at);
        let view = LevelsView { unit: "Silkeborg", published, language: Language::Da };
        let chart = pictures::levels(&benchmark, &view);
        let (svg, file) = agrees_at(&manager, &format!("{path}/levels"), asked, &chart).await;
        let own = benchmark.own_exact.unwrap();
        let line = format!("Silkeborg;{};{:.0};", own.denominator, (own.value.unwrap() * 100.0).round());
        assert!(file.lines().nth(1).unwrap().starts_with(&line), "{line} in {file}");
        for (level, name) in [("cluster", "Klynge"), ("region", "Region"), ("all", "Alle")] {
            let cell = benchmark.cells.iter().find(|cell| cell.level == level).unwrap();
            let line = file.lines().find(|line| line.starts_with(&format!("{name};"))).unwrap();
            let share = cell.percent.map_or(cell.percent_text.da.clone(), |percent| percent.to_string());
            assert_eq!(line.split(';').nth(2), Some(&*share), "{level}");
            assert!(svg.contains(&format!(">{name}<")), "{svg}");
        }
        // The own exact numbers are the caller's alone.
        let other = app.actor(Role::Manager, Some("0791")).await;
        let numbers = other.get(&format!("{path}/levels.csv?{asked}")).await.expect(200).text();
        assert!(!numbers.contains("Silkeborg") && numbers.contains("Alle;"), "{numbers}");
        // Adjusted or split numbers stand beside nothing exact.
        for more in ["view=adjusted", "split=sex&split_level=male", "level=cluster"] {
            let path = format!("{path}/levels.svg?{asked}&{more}");
            manager.get(&path).await.problem(400, "bad_request");
        }
        manager.get(&format!("{path}/levels.svg?{asked}&period=1999")).await.problem(400, "not_published");
        app.stranger().get(&format!("{path}/levels.svg?{asked}")).await.problem(401, "not_logged_in");
    }

    async fn the_overview_is_a_file_of_all_its_numbers(app) {
        let clinician = app.clinician("0740").await;
        for (place, metres) in [430, 445, 450].into_iter().enumerate() {
            walked(&clinician, place, Some(metres)).await;
        }
        let path = "/indicators/overview";
        let overview: Overview = answer(&clinician, &format!("{path}?{YEAR}")).await;
        let (svg, file) = agrees_at(&clinician, path, YEAR, &pictures::overview(&overview, Language::Da)).await;
        assert!(svg.contains("Overblik · Silkeborg"), "{svg}");
        assert_eq!(file.lines().count(), overview.rows.len() + 1);
        for (row, line) in overview.rows.iter().zip(file.lines().skip(1)) {
            let share = row.value.map(|value| format!("{:.0}", value * 100.0)).unwrap_or_default();
            let numbers = format!(";{share};{};{};", row.numerator, row.denominator);
            assert!(line.starts_with(&row.number) && line.contains(&numbers), "{line} has no {numbers}");
        }
        let foreign = app.actor(Role::Manager, Some("0751")).await;
        foreign.get(&format!("{path}.svg?{YEAR}&municipality=0740")).await.problem(404, "not_found");
        app.stranger().get(&format!("{path}.csv?{YEAR}")).await.problem(401, "not_logged_in");
    }

    async fn the_pictures_of_management_say_what_its_numbers_say(app) {
        let clinician = app.clinician("0740").await;
        for (place, metres) in [430, 445, 450, 480, 500].into_iter().enumerate() {
            walked(&clinician, place, Some(metres)).await;
        }
        let flow: Flow = answer(&clinician, &format!("/flow?{YEAR}")).await;
        let (svg, file) = agrees(&clinician, "/flow", YEAR, &pictures::flow(&flow, &view(flow.updated_at))).await;
        assert!(svg.contains("Data opdateret 02.11.2026 kl. 10.00") && svg.contains("Silkeborg"), "{svg}");
        for (step, line) in flow.steps.iter().zip(file.lines().skip(1)) {
            assert!(line.starts_with(&format!("{};{}", step.label.da, step.count)), "{line}");
        }
        let waiting = pictures::waiting(&flow, &view(flow.updated_at));
        let (_, file) = agrees(&clinician, "/flow", &format!("{YEAR}&part=waiting"), &waiting).await;
        assert_eq!(file.lines().nth(1), Some("28;5;100"), "five waited 28 days");

        let walk: Results = answer(&clinician, &format!("/results/walk?{YEAR}")).await;
        let chart = pictures::results(&walk, &view(walk.updated_at));
        let (svg, file) = agrees(&clinician, "/results/walk", YEAR, &chart).await;
        assert!(svg.contains(&walk.finding.da) && file.lines().count() == 6, "a line for each of five citizens");

        let mix: CaseMix = answer(&clinician, &format!("/case-mix?{YEAR}")).await;
        let chart = pictures::case_mix(&mix, "age", &view(mix.updated_at));
        agrees(&clinician, "/case-mix", &format!("{YEAR}&split=age"), &chart).await;
        let first = pictures::case_mix(&mix, &mix.splits[0].id, &view(mix.updated_at));
        agrees(&clinician, "/case-mix", YEAR, &first).await;

        let quality: DataQuality = answer(&clinician, &format!("/data-quality?{YEAR}")).await;
        let chart = pictures::completeness(&quality, "end", &view(quality.updated_at));
        let (svg, _) = agrees(&clinician, "/data-quality", &format!("{YEAR}&form=end"), &chart).await;
        assert!(svg.contains("Slutskema"), "{svg}");
        for (path, parameter) in [("/case-mix", "split"), ("/data-quality", "form")] {
            let query = format!("{path}/chart.svg?{YEAR}&{parameter}=shoe_size");
            let problem = clinician.get(&query).await.problem(400, "bad_request");
            let finding = &problem["findings"][0];
            assert_eq!((&finding["variable"], &finding["code"]), (&json!(parameter), &json!("unknown_value")));
        }
    }

    async fn a_picture_never_shows_more_than_its_numbers(app) {
        let clinician = app.clinician("0740").await;
        for (place, metres) in [430, 445, 450, 480, 500].into_iter().enumerate() {
            walked(&clinician, place, Some(metres)).await;
        }
        // A manager is not shown how each of a few citizens changed, in no form.
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let svg = manager.get(&format!("/results/walk/chart.svg?{YEAR}")).await.expect(200).text();
        assert!(svg.contains("Under 10 borgere") && !svg.contains("445"), "{svg}");
        let file = manager.get(&format!("/results/walk/chart.csv?{YEAR}")).await.expect(200).text();
        assert_eq!(file.lines().count(), 1, "{file}");
        manager.get(&format!("/results/walk/chart.png?{YEAR}")).await.expect(200);
        // Answers from a list are numbers without a picture.
        manager.get(&format!("/results/smoking/chart.csv?{YEAR}")).await.expect(200);
        let problem = manager.get(&format!("/results/smoking/chart.png?{YEAR}")).await.problem(400, "bad_request");
        assert_eq!(problem["findings"][0]["code"], "no_picture");
        for path in ["/flow", "/results/walk", "/case-mix", "/data-quality"] {
            let foreign = app.actor(Role::Manager, Some("0751")).await;
            foreign.get(&format!("{path}/chart.svg?{YEAR}&municipality=0740")).await.problem(404, "not_found");
            let own = foreign.get(&format!("{path}/chart.csv?{YEAR}")).await.expect(200).text();
            assert!(!own.contains("430") && !own.contains(";5;"), "{own}");
            app.actor(Role::Analyst, None).await.get(&format!("{path}/chart.svg?{YEAR}")).await.problem(403, "forbidden");
        }
    }
}

#[actix_web::test]
async fn the_public_sees_the_same_picture_and_file_of_its_own_cells_and_nobody_is_pointed_out() {
    let app = TestApp::at(Engine::Sqlite, api::app::Site::loopback(8080, true)).await;
    published(&app).await;
    let stranger = app.stranger();
    let path = "/open/benchmarks/smokefree";
    let benchmark: Benchmark = answer(&stranger, &format!("{path}?programme=hjertekom")).await;
    let open = ComparisonView {
        figure: None,
        choice: Choice { around: Around::Nobody, ..Choice::default() },
        published: db::danish_day(benchmark.snapshot.published_at),
        has_rules: true,
        language: Language::Da,
    };
    let (svg, file) =
        agrees(&stranger, path, "programme=hjertekom", &pictures::comparison(&benchmark, &open)).await;
    assert!(!file.contains("Fremhævet") && !svg.contains(">Jer<"), "{file}");
    for rule in &benchmark.snapshot.rules {
        // Long lines are broken: their beginning stands in one.
        let begin: String = rule.da.chars().take(30).collect();
        assert!(svg.contains(&begin), "{begin}");
    }
}
