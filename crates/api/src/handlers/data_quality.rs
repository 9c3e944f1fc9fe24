//! Whether answers, forms and courses are complete, in time and plausible.

mod delivery;

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{
    ChainLink, CompletenessCell, CourseFilter, DataQuality, Development, FieldCompleteness, FormCompleteness,
    Labelled, MunicipalityView, NumberKind, Plausibility, ShareView, SignalRules, Timeliness,
    UnitCompleteness,
};
use chrono::NaiveDate;
use db::rights::ReadIndicators;
use db::{QualityNumbers, UnitNumbers};
use domain::expr::VariableRef;
use domain::management::{FieldCount, QualityCounts};
use domain::period::{Month, Period, Quarter};
use domain::programme::{ChainLinkDefinition, Direction, Form, Programme, SITE, UNKNOWN};
use domain::text::Text;
use statistics::Bounds;

use self::delivery::{comparability, delivery, over};
use super::period::OverTime;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings::data_quality::{self as words, Judged};
use crate::findings::number;
use crate::query::Query;
use crate::series::{self, FEWEST, Number, Of};

/// How complete, timely and plausible the data of a period are; a form belongs to the quarter of its date.
#[utoipa::path(
    tag = "management", operation_id = "data_quality",
    params(OverTime),
    responses((status = OK, description = "The quality of the data", body = DataQuality), Error),
)]
#[get("/data-quality")]
pub(crate) async fn of_period(
    caller: Caller<ReadIndicators>,
    query: Query<OverTime>,
    app: Data<App>,
) -> Result<web::Json<DataQuality>, Error> {
    Ok(web::Json(found(&app, &caller, query.into_inner()).await?))
}

/// The quality that is asked about.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    query: OverTime,
) -> Result<DataQuality, Error> {
    let today = app.clock.today();
    let (own, period) = query.of(caller, today)?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let repository = app.db.data_quality(caller);
    let twelve = series::twelve_quarters(period, today);
    let numbers = repository.count(&query.programme, period, twelve).await?;
    let deliveries = repository.deliveries(&query.programme, period).await?;
    // What is told as of today says nothing about a period that is over.
    let is_over = period.to() < today;
    let hand_over = match is_over {
        true => None,
        false => Some(repository.hand_over(&query.programme, Month::of(today).previous()).await?),
    };
    let overdue = (!is_over).then_some(numbers.overdue);
    let forms = forms(programme, &numbers);
    let all = total(numbers.counts.fields.iter().flatten());
    let completeness = number::share(all.filled, all.asked);
    let chain = chain(programme, &numbers);
    Ok(DataQuality {
        finding: words::finding(&completeness),
        summary: words::summary(&forms, &chain, overdue.unwrap_or(0)),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        quarters: quarters(period),
        forms,
        completeness,
        units: units(programme, &numbers),
        development: development(&numbers.over_time, (today, query.rules)),
        coverage: coverage(programme, &chain),
        chain,
        timeliness: timeliness(&numbers),
        delivery: delivery(programme, &deliveries, hand_over.as_ref(), today),
        comparability: comparability(programme, &deliveries),
        plausibility: plausibility(&numbers, all, over(period.months(), today)),
        warnings_unconfirmed: numbers.unconfirmed,
        duplicates: (!is_over).then_some(numbers.duplicates),
        overdue_end: overdue,
        updated_at: app.clock.now(),
    })
}

fn quarters(period: Period) -> Vec<Labelled> {
    period.quarters().map(|quarter| Labelled { id: quarter.to_string(), label: quarter.label() }).collect()
}

fn total<'a>(counts: impl Iterator<Item = &'a FieldCount>) -> FieldCount {
    counts.fold(FieldCount::default(), |mut all, count| {
        all.join(*count);
        all
    })
}

/// The completeness per quarter.
fn development(counts: &QualityCounts, asked: (NaiveDate, SignalRules)) -> Development {
    let number = Number {
        label: Text::new("Komplethed", "Completeness"),
        kind: NumberKind::Share,
        unit: None,
        decimals: 0,
        direction: Some(Direction::Up),
        bounds: Bounds { low: Some(0.0), high: Some(1.0) },
        basis: Text::new("efter skemaets dato", "by the date of the form"),
        counted: Text::new("skemaer", "forms"),
        fewest: FEWEST,
    };
    let of = |(quarter, n, count): (Quarter, u64, FieldCount)| {
        (quarter, number::share(count.filled, count.asked).value.map(|value| Of { value, n }))
    };
    series::development(number, &counts.by_quarter().map(of).collect::<Vec<_>>(), asked)
}

fn cell(count: FieldCount) -> CompletenessCell {
    CompletenessCell {
        asked: count.asked,
        filled: count.filled,
        explained: count.explained,
        share: number::share(count.filled, count.asked).value,
    }
}

/// The forms that have fields which count, in the order of the workflow.
fn forms(programme: &Programme, numbers: &QualityNumbers) -> Vec<FormCompleteness> {
    let quality = &programme.management.quality;
    let counted: Vec<(&VariableRef, &Vec<FieldCount>)> =
        quality.fields.iter().zip(&numbers.counts.fields).collect();
    let form = |(form, submitted): (&Form, &u64)| {
        let own = counted.iter().filter(|(field, _)| field.form == form.id);
        let fields: Vec<FieldCompleteness> =
            own.clone().filter_map(|(field, counts)| field_of(form, field, counts)).collect();
        let all = total(own.flat_map(|(_, counts)| counts.iter()));
        (!fields.is_empty()).then(|| FormCompleteness {
            id: form.id.clone(),
            label: form.label.clone(),
            submitted: *submitted,
            fields,
            total: number::share(all.filled, all.asked),
        })
    };
    programme.forms.iter().zip(&numbers.counts.forms).filter_map(form).collect()
}

fn field_of(form: &Form, field: &VariableRef, counts: &[FieldCount]) -> Option<FieldCompleteness> {
    Some(FieldCompleteness {
        variable: field.variable.clone(),
        label: form.variable(&field.variable)?.label.clone(),
        cells: counts.iter().copied().map(cell).collect(),
        total: cell(total(counts.iter())),
    })
}

/// The units by their numbers, which is no order of merit; those without a number last.
fn units(programme: &Programme, numbers: &QualityNumbers) -> Vec<UnitCompleteness> {
    let Some(division) = programme.division(SITE) else { return Vec::new() };
    let (known, unknown): (Vec<_>, Vec<_>) = numbers.units.iter().partition(|(unit, _)| *unit != UNKNOWN);
    let unit = |(unit, numbers): (&String, &UnitNumbers)| UnitCompleteness {
        unit: Labelled { id: unit.clone(), label: division.label_of(unit) },
        courses: numbers.courses,
        lacking: numbers.lacking,
        completeness: number::share(numbers.fields.filled, numbers.fields.asked),
    };
    known.into_iter().chain(unknown).map(unit).collect()
}

fn chain(programme: &Programme, numbers: &QualityNumbers) -> Vec<ChainLink> {
    let links = programme.management.quality.links.iter().zip(&numbers.counts.links);
    links
        .map(|(link, count)| ChainLink {
            id: link.id.clone(),
            label: link.label.clone(),
            expected: count.expected,
            found: count.found,
            missing: count.expected.saturating_sub(count.found),
            share: number::share(count.found, count.expected).value,
            filter: filter(link),
        })
        .collect()
}

fn filter(link: &ChainLinkDefinition) -> Option<CourseFilter> {
    serde_json::from_value(serde_json::Value::String(link.list.clone()?)).ok()
}

fn coverage(programme: &Programme, chain: &[ChainLink]) -> ShareView {
    let id = programme.management.quality.coverage.as_deref();
    let link = chain.iter().find(|link| Some(link.id.as_str()) == id);
    link.map(|link| number::share(link.found, link.expected)).unwrap_or_default()
}

fn timeliness(numbers: &QualityNumbers) -> Timeliness {
    let days: Vec<f64> = numbers.delays.iter().copied().map(f64::from).collect();
    let forms = u64::try_from(days.len()).unwrap_or(u64::MAX);
    let at_once = numbers.delays.iter().filter(|days| **days <= 1).count();
    let median = statistics::median(&days).ok().map(|median| median.value);
    let within_14d = number::share(numbers.in_month, forms);
    Timeliness {
        forms,
        median_days: median,
        within_1d: number::share(u64::try_from(at_once).unwrap_or(u64::MAX), forms),
        within_14d,
        summary: words::timeliness(median, &within_14d),
    }
}

fn plausibility(numbers: &QualityNumbers, all: FieldCount, months: usize) -> Vec<Plausibility> {
    let judged = |id: &str, label: Text, (value, text, strange): Judged| Plausibility {
        id: id.to_owned(),
        label,
        value,
        text,
        is_judged: strange.is_some(),
        needs_attention: strange == Some(true),
    };
    let begun = numbers.started.iter().sum();
    vec![
        judged(
            "volume",
            Text::new("Forløb begyndt", "Courses begun"),
            words::volume(begun, numbers.started_year_before),
        ),
        judged(
            "empty_months",
            Text::new("Måneder uden nye forløb", "Months without new courses"),
            words::empty_months(numbers.started.get(..months).unwrap_or(&numbers.started)),
        ),
        judged(
            "explained",
            Text::new("Årsag i stedet for værdi", "A reason instead of a value"),
            words::explained(&number::share(all.explained, all.asked)),
        ),
    ]
}
