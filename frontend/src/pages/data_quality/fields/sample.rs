//! Data quality as tests need it.

use api_types::{
    CompletenessCell, DataQuality, FieldCompleteness, FormCompleteness, Labelled, MunicipalityView,
    ShareView, Timeliness,
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
        coverage: share(20, 22),
        chain: vec![],
        timeliness: Timeliness {
            forms: 0,
            median_days: None,
            within_1d: share(0, 0),
            within_14d: share(0, 0),
            summary: Text::new("ingen", "none"),
        },
        plausibility: vec![],
        warnings_unconfirmed: 0,
        duplicates: 0,
        overdue_end: 0,
        finding: Text::new("Fund", "Finding"),
        summary: vec![],
        updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
    }
}

/// The same with nothing lacking.
pub(in crate::pages::data_quality) fn whole() -> DataQuality {
    DataQuality { forms: vec![], ..quality() }
}
