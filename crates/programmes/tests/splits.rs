//! Splits: what they refuse, and where real courses belong.

mod support;

use domain::answers::{Answer, Value};
use domain::citizen::Sex;
use domain::expr::Facts;
use domain::programme::{Programme, Stratum, UNKNOWN, stratum};
use programmes::SourceFile;
use support::changed;

const SPLITS: &str = r#"[[split]]
id = "hue"
label = { da = "Farve", en = "Colour" }
published = true
source = "default"

  [[split.level]]
  id = "warm"
  label = { da = "Varm", en = "Warm" }
  when = "start.colour == 'red'"

  [[split.level]]
  id = "cold"
  label = { da = "Kold", en = "Cold" }
  when = "start.colour == 'blue'"

  [[split.example]]
  given = { "start.colour" = "red" }
  expect = "warm"

  [[split.example]]
  given = { "start.colour" = "blue" }
  expect = "cold"
"#;

fn load(from: &str, to: &str) -> Result<Programme, String> {
    assert_eq!(SPLITS.matches(from).count(), 1, "`{from}` must stand once");
    let mut files = changed("start.toml", "a < b", "a < b");
    files.push(SourceFile { path: "small/1/splits.toml".into(), text: SPLITS.replace(from, to) });
    programmes::load(&files).map(|loaded| loaded.programme).map_err(|error| error.to_string())
}

#[test]
fn a_split_that_is_wrong_is_refused_with_file_line_and_reason() {
    for (from, to, expected) in [
        (
            "start.colour == 'blue'",
            "start.colour == 'green'",
            "splits.toml:15: `start.colour == 'green'`: `green` is not a code of colour",
        ),
        ("id = \"cold\"", "id = \"warm\"", "splits.toml:13: warm is taken"),
        ("id = \"cold\"", "id = \"unknown\"", "splits.toml:13: unknown is taken"),
        ("id = \"hue\"", "id = \"site\"", "splits.toml:2: site is taken"),
        (
            "id = \"cold\"",
            "id = \"60/74\"",
            "splits.toml:13: 60/74 may only hold small letters, digits and _",
        ),
        ("expect = \"cold\"", "expect = \"warm\"", "splits.toml:13: cold has no worked example"),
        (
            "\"start.colour\" = \"blue\"",
            "\"start.colour\" = \"red\"",
            "splits.toml:21: the worked example of hue gives warm, but cold is expected",
        ),
        ("source = \"default\"", "source = \"\"", "splits.toml:2: the source is missing"),
        ("da = \"Kold\", ", "", "splits.toml:14: missing field `da`"),
    ] {
        let error = load(from, to).unwrap_err();
        assert!(error.lines().any(|line| line == format!("small/1/{expected}")), "{error}");
    }
}

#[test]
fn a_course_belongs_to_the_first_level_that_holds_and_is_unknown_where_none_does() {
    let programme = load("published = true", "published = false").unwrap();
    let of = |colour: Option<&str>| {
        let answers = colour.map(|code| ("colour".to_owned(), Answer::Value(Value::Text(code.into()))));
        let mut facts = Facts::default();
        facts.forms.insert("start".into(), answers.into_iter().collect());
        stratum(&programme, &facts)
    };
    assert_eq!(of(Some("red")).as_str(), "warm");
    assert_eq!(of(None).as_str(), UNKNOWN);
    assert_eq!(of(Some("blue")).level(&programme, "hue"), "cold");
    assert_eq!(Stratum::default().level(&programme, "hue"), UNKNOWN, "not counted yet");
    assert_eq!(of(Some("red")).level(&programme, "shape"), UNKNOWN);
}

#[test]
fn a_stratum_has_a_level_of_every_split_in_the_order_of_the_definition() {
    let catalogue = programmes::embedded().unwrap();
    let programme = catalogue.current("hjertekom").unwrap();
    let ids: Vec<_> = programme.splits.iter().map(|split| split.id.as_str()).collect();
    assert_eq!(ids, ["sex", "age_band", "diagnosis", "education", "living_alone"]);
    let born = "1950-03-11".parse().unwrap();
    let facts = Facts::default().of_citizen(born, None).of_sex(Sex::Female);
    assert_eq!(stratum(programme, &facts).as_str(), "female/unknown/unknown/unknown/unknown");
    let unknown = Facts::default().of_citizen(born, None).of_sex(Sex::Unknown);
    assert_eq!(stratum(programme, &unknown).level(programme, "sex"), UNKNOWN);
}
