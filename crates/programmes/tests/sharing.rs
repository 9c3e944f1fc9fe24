//! What is shared of a real course: the text for the record, the citizen's progress, the closing note.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::answers::Answers;
use domain::expr::Facts;
use domain::note::{Citizen, ClosingFacts, PartId, closing, journal};
use domain::plan::Plan;
use domain::programme::Programme;
use domain::progress::{Verdict, progress};
use domain::text::Language;
use domain::validation;
use domain::words::lix;
use serde_json::{Value as Json, json};

fn programme() -> Programme {
    let catalogue = programmes::embedded().unwrap();
    Programme::clone(catalogue.current("hjertekom").unwrap())
}

/// The answers of a form as they are stored: validated, with computed values.
fn answered(programme: &Programme, form: &str, json: &Json, others: &Facts) -> Answers {
    let form = programme.form(form).unwrap();
    validation::validate(programme, form, json.as_object().unwrap(), others).answers
}

fn course(programme: &Programme) -> Facts {
    let mut facts = Facts { as_of: "2026-06-01".parse().unwrap(), ..Facts::default() };
    let forms = [
        (
            "referral",
            json!({"referral_date": "2026-01-02", "referral_source": "hospital", "index_event": "nstemi",
            "referral_diagnosis": "DI214"}),
        ),
        (
            "start",
            json!({"initial_meeting_date": "2026-01-12", "training_offered": "yes", "smoking_status": "daily",
            "capacity_test_type": "six_mwt", "six_mwt_m": 420, "weight_kg": 94.5, "height_cm": 172,
            "ldl": {"missing": "not_measured"}, "hads_entry": "items",
            "hads_1": 2, "hads_3": 2, "hads_5": 2, "hads_7": 2, "hads_9": 1, "hads_11": 1, "hads_13": 1,
            "heartdiet_fat_pct": 60, "bp_dia": 82, "waist_cm": {"missing": "not_measured"}, "comorbidity": ["diabetes", "hypertension"], "living_alone": false}),
        ),
        (
            "end",
            json!({"end_type": "completed", "final_meeting_date": "2026-04-14", "sessions_planned": 24,
            "sessions_attended": 20, "training_mode": "group", "diet_treatment": "yes_individual",
            "diet_by_profession": "clinical_dietitian", "smoking_status": "former", "capacity_test_type": "six_mwt",
            "six_mwt_m": 482, "weight_kg": 92, "depression_screened": "yes_hads", 
            "hads_a": 7, "hads_d": {"missing": "declined"}, "heartdiet_fat_pct": 80, "waist_cm": 98,
            "ldl": {"missing": "not_measured"}}),
        ),
    ];
    for (form, json) in forms {
        let answers = answered(programme, form, &json, &facts);
        facts.forms.insert(form.to_owned(), answers);
    }
    facts
}

#[test]
fn the_text_for_the_record_has_every_answer_in_words() {
    let programme = programme();
    let facts = course(&programme);
    let text = journal(&programme, "start", &facts.forms["start"], Language::Da);
    for line in [
        "Startskema – afklarende samtale",
        "LIVSSTIL",
        "Dato for afklarende samtale: 12.01.2026",
        "Rygestatus: Ryger dagligt",
        "6-minutters gangtest: 420\u{a0}m",
        "Vægt: 94,5\u{a0}kg",
        "BMI: 31,9\u{a0}kg/m²",
        "LDL-kolesterol: ikke målt",
        "HADS-A (angst): 11",
        "Anden sygdom: Diabetes, Forhøjet blodtryk",
        "Bor alene: Nej",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("punkt"), "the items behind a score stay out:\n{text}");
    assert!(!text.contains("Cigaretter"), "what was not answered stays out:\n{text}");
    let english = journal(&programme, "start", &facts.forms["start"], Language::En);
    assert!(english.contains("LDL cholesterol: not measured"), "{english}");
    assert!(english.contains("Weight: 94.5\u{a0}kg"), "{english}");
    assert_eq!(journal(&programme, "nothing", &Answers::new(), Language::Da), "");
}

#[test]
fn the_items_of_a_score_that_cannot_be_computed_are_told() {
    let programme = programme();
    let json = json!({"initial_meeting_date": "2026-01-12", "hads_entry": "items", "hads_1": 2, "hads_3": 1});
    let answers = answered(&programme, "start", &json, &Facts::default());
    let text = journal(&programme, "start", &answers, Language::Da);
    assert!(text.contains("HADS punkt 1: 2"), "{text}");
}

#[test]
fn the_citizen_is_told_in_words_that_are_easy_to_read() {
    let programme = programme();
    let told = progress(&programme, &course(&programme));
    let ids: Vec<_> = told.iter().map(|progress| progress.measure.id.as_str()).collect();
    assert_eq!(ids, ["walk", "smoking", "worry", "fat", "weight"]);
    let walk: Vec<_> = told[0].sentences.iter().map(|sentence| sentence.da.as_str()).collect();
    assert_eq!(
        walk,
        [
            "Du går 62\u{a0}meter længere på 6 minutter end ved starten.",
            "Det er mere end de 25\u{a0}meter, man normalt kan mærke."
        ]
    );
    assert_eq!(told[1].sentences[0].da, "Du er holdt op. Ved starten var svaret: ryger hver dag.");
    assert_eq!(told[2].sentences[0].da, "Dine svar viser færre tegn på uro end ved starten. Nu: ingen tegn.");
    assert_eq!(
        told[3].sentences[0].da,
        "Dit valg af fedt er blevet bedre for hjertet. Nu: godt for hjertet."
    );
    assert_eq!((told[4].verdict, told[4].change.da.as_str()), (Verdict::Changed, "2,5\u{a0}kilo mindre"));
    let all: Vec<_> = told
        .iter()
        .flat_map(|progress| progress.sentences.iter().chain([&progress.measure.meaning]))
        .map(|sentence| sentence.da.clone())
        .collect();
    let index = lix(&all.join(" "));
    assert!(index <= 35, "LIX {index}");
}

#[test]
fn the_closing_note_tells_the_course_from_referral_to_plan() {
    let programme = programme();
    let facts = course(&programme);
    let citizen = Citizen { name: "Anna Prøve".to_owned(), birth_date: "1958-03-12".parse().unwrap() };
    let plan: Plan = serde_json::from_value(json!({
        "interventions": [{"no": 1, "code": programme.planning.interventions[0].id,
            "delivery": programme.planning.deliveries[0].id, "status": "completed"}],
        "goals": [{"no": 1, "text": "30 minutters gang hver dag", "evaluation": "reached"}],
    }))
    .unwrap();
    let from = ClosingFacts {
        facts: &facts,
        municipality: "Silkeborg",
        author: "Mette Kliniker",
        citizen: &citizen,
        period: ("2026-01-12".parse().ok(), "2026-04-14".parse().ok()),
        plan: &plan,
    };
    let note = closing(&programme, &from, Language::Da);
    let parts: Vec<_> = note.parts.iter().map(|part| part.id).collect();
    assert_eq!(parts, PartId::ALL);
    let added =
        |id| if id == PartId::Plan { "Motion på hold i foreningen".to_owned() } else { String::new() };
    let text = note.to_text(added);
    for line in [
        "AFSENDER",
        "Kommune: Silkeborg",
        "Anna Prøve, født 12. marts 1958",
        "Henvisningsdiagnose: DI214",
        "12. januar 2026 til 14. april 2026 (92 dage)",
        "Gennemførte træningssessioner: 20",
        "Diætbehandling: Ja, individuelt",
        "6-minutters gangtest: fra 420\u{a0}m til 482\u{a0}m (+62)",
        "Vægt: fra 94,5\u{a0}kg til 92,0\u{a0}kg (–2,5)",
        "Rygestatus: fra ryger dagligt til eksryger",
        "HADS-A (angst): fra 11 til 7 (–4)",
        "HADS-D (depression): uoplyst ved start, ønsker ikke at svare ved afslutning",
        "LDL-kolesterol: ikke målt ved start og afslutning",
        "Taljemål: ikke målt ved start, 98,0\u{a0}cm ved afslutning",
        "Diastolisk blodtryk: 82\u{a0}mmHg ved start, uoplyst ved afslutning",
        "Afslutningstype: Gennemført",
        "- 30 minutters gang hver dag (nået)",
        "Motion på hold i foreningen",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    let planned = programme.planning.interventions[0].label.da.as_str();
    let found = text.lines().any(|line| line.starts_with(planned) && line.ends_with(": gennemført"));
    assert!(found, "{planned} is not in\n{text}");
    assert!(!text.contains("120358"), "no CPR number");
    assert!(!text.contains("Cigaretter"), "what is asked of smokers only is not missing:\n{text}");
    assert!(!text.contains("Systolisk"), "what neither form tells is no result:\n{text}");
    let mut begun = facts.clone();
    begun.forms.remove("end");
    let text =
        closing(&programme, &ClosingFacts { facts: &begun, ..from }, Language::Da).to_text(|_| String::new());
    assert!(
        text.contains("6-minutters gangtest: 420\u{a0}m ved start, endnu intet ved afslutning"),
        "{text}"
    );
    let short = ClosingFacts { period: (from.period.0, "2026-01-13".parse().ok()), ..from };
    let text = closing(&programme, &short, Language::Da).to_text(|_| String::new());
    assert!(text.contains("12. januar 2026 til 13. januar 2026 (1 dag)"), "{text}");
}

#[test]
fn an_intervention_that_two_answers_call_for_is_suggested_once() {
    let programme = programme();
    let mut facts = Facts { as_of: "2026-06-01".parse().unwrap(), ..Facts::default() };
    let json = json!({"initial_meeting_date": "2026-01-12", "smoking_status": "daily", "other_nicotine": ["e_cigarette"]});
    let answers = answered(&programme, "start", &json, &facts);
    facts.forms.insert("start".to_owned(), answers);
    let suggested = programme.suggested(&facts);
    let found: Vec<_> = suggested.iter().map(|found| found.suggestion.id.as_str()).collect();
    assert_eq!(found, ["daily_smoker"]);
    let because: Vec<_> =
        suggested[0].because.iter().map(|reason| reason.variable.variable.as_str()).collect();
    assert_eq!(because, ["smoking_status", "other_nicotine"]);
}
