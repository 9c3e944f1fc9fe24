//! Data quality as tests need it.

use api_types::{
    Comparability, CompletenessCell, DataQuality, Delivery, FieldCompleteness, FormCompleteness,
    FormDelivery, Labelled, MonthDelivery, MonthDeliveryState, MunicipalityView, ShareView, Timeliness,
    UnitCompleteness,
};
use domain::text::Text;

fn cell(asked: u64, filled: u64, explained: u64) -> CompletenessCell {
    let share = (asked > 0).then(|| filled as f64 / asked as f64);
    CompletenessCell { asked, filled, explained, share }
}

fn share(numerator: u64, denominator: u64) -> ShareView {
    let value = (denominator > 0).then(|| numerator as f64 / denominator as f64);
    ShareView { numerator, denominator, value, ci_low: None, ci_high: None }
}

fn labelled(id: &str, da: &str) -> Labelled {
    Labelled { id: id.into(), label: Text::new(da, da) }
}

fn unit(id: &str, da: &str, courses: u64, completeness: ShareView) -> UnitCompleteness {
    UnitCompleteness { unit: labelled(id, da), courses, lacking: 1, completeness }
}

/// Two quarters of a start form: smoking asked in both, weight only in the second.
pub(in crate::pages::data_quality) fn quality() -> DataQuality {
    let fields = vec![
        FieldCompleteness {
            variable: "smoking_status".into(),
            label: Text::new("Rygestatus", "Smoking status"),
            cells: vec![cell(10, 10, 0), cell(10, 5, 2)],
            total: cell(20, 15, 2),
        },
        FieldCompleteness {
            variable: "weight_kg".into(),
            label: Text::new("Vægt", "Weight"),
            cells: vec![cell(0, 0, 0), cell(4, 3, 0)],
            total: cell(4, 3, 0),
        },
    ];
    DataQuality {
        programme: "hjertekom".into(),
        municipality: MunicipalityView { code: "0740".parse().unwrap(), name: "Silkeborg".into() },
        from: "2026-01-01".parse().unwrap(),
        to: "2026-06-30".parse().unwrap(),
        quarters: vec![labelled("2026-Q1", "1. kvt. 2026"), labelled("2026-Q2", "2. kvt. 2026")],
        forms: vec![FormCompleteness {
            id: "start".into(),
            label: Text::new("Startskema", "Start form"),
            submitted: 20,
            fields,
            total: share(18, 24),
        }],
        completeness: share(18, 24),
        units: vec![unit("1", "SOR 1", 4, share(3, 4)), unit("unknown", "Uoplyst enhed", 1, share(15, 20))],
        development: crate::parts::development::sample::development(),
        coverage: share(20, 22),
        chain: vec![],
        timeliness: Timeliness {
            forms: 0,
            median_days: None,
            within_1d: share(0, 0),
            within_14d: share(0, 0),
            summary: Text::new("ingen", "none"),
        },
        delivery: delivery(),
        comparability: Comparability {
            version: "2026.1".into(),
            current: share(20, 20),
            finding: Text::new("Alle", "All"),
        },
        plausibility: vec![],
        warnings_unconfirmed: 0,
        duplicates: Some(0),
        overdue_end: Some(0),
        finding: Text::new("Fund", "Finding"),
        summary: vec![],
        updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
    }
}

/// The same with nothing lacking.
pub(in crate::pages::data_quality) fn whole() -> DataQuality {
    DataQuality { forms: vec![], ..quality() }
}

/// Three months: before the first form, four forms, a gap.
fn delivery() -> Delivery {
    let month = |id: &str, label: &str| Labelled { id: id.into(), label: Text::new(label, label) };
    let state = |forms, state| MonthDelivery { forms, state };
    Delivery {
        finding: Text::new("Der mangler skemaer", "Forms are missing"),
        months: vec![
            month("2026-03", "marts 2026"),
            month("2026-04", "april 2026"),
            month("2026-05", "maj 2026"),
        ],
        forms: vec![FormDelivery {
            id: "start".into(),
            label: Text::new("Startskema", "Start form"),
            last_saved_on: "2026-05-20".parse().ok(),
            days_since: Some(3),
            months: vec![
                state(0, MonthDeliveryState::Before),
                state(4, MonthDeliveryState::Delivered),
                state(0, MonthDeliveryState::Gap),
            ],
            found: 1,
            expected: Some(2),
        }],
        rule: Text::new("Regel", "Rule"),
        hand_over: Some(Text::new("Aflevering", "Hand-over")),
    }
}
