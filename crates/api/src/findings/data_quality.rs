//! How complete, timely and plausible data are, in words.

use api_types::{ChainLink, FormCompleteness, ShareView};
use domain::progress::short_name;
use domain::text::Text;
use domain::words::inside;

use super::number::{counted, days, percent, share_in_words};

/// A share of reasons instead of values from which somebody should look. Source: default.
const MANY_EXPLAINED: f64 = 0.2;
/// Courses a month from which a month without any is strange. Source: default.
const USUAL_A_MONTH: f64 = 3.0;
/// How much fewer or more courses than a year before are strange. Source: default.
const STRANGE_CHANGE: f64 = 0.5;
/// Courses a year before from which a change can be judged. Source: default.
const ENOUGH_BEFORE: u64 = 10;

/// The title: how many of the asked fields have a value.
pub(crate) fn finding(completeness: &ShareView) -> Text {
    if completeness.value.is_none() {
        return Text::new("Ingen skemaer er dateret i perioden.", "No form is dated in the period.");
    }
    let share = share_in_words(completeness);
    Text::new(
        format!("{} af de felter, der blev spurgt om, er udfyldt.", share.da),
        format!("{} of the fields that were asked have a value.", share.en),
    )
}

/// What the tables show, in up to three sentences.
pub(crate) fn summary(forms: &[FormCompleteness], chain: &[ChainLink], overdue: u64) -> Vec<Text> {
    let mut sentences = Vec::new();
    sentences.extend(emptiest(forms));
    sentences.extend(weakest(chain));
    if overdue > 0 {
        let courses = counted(overdue, ("forløb", "course has"), ("forløb", "courses have"));
        sentences.push(Text::new(
            format!("{} mangler slutskema mere end 12 uger efter start.", courses.da),
            format!("{} no end form more than 12 weeks after the start.", courses.en),
        ));
    }
    sentences
}

fn emptiest(forms: &[FormCompleteness]) -> Option<Text> {
    let fields = forms.iter().flat_map(|form| form.fields.iter().map(move |field| (form, field)));
    let known = fields.filter_map(|(form, field)| Some((field.total.share?, form, field)));
    let (share, form, field) = known.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|known| known.0 < 1.0)?;
    let (share, filled, asked) = (percent(share), field.total.filled, field.total.asked);
    let form = short_name(&form.label);
    Some(Text::new(
        format!(
            "Mindst udfyldt: {} ({}), {} ({filled} af {asked}).",
            field.label.da,
            inside(&form.da),
            share.da
        ),
        format!(
            "Least filled: {} ({}), {} ({filled} of {asked}).",
            field.label.en,
            inside(&form.en),
            share.en
        ),
    ))
}

fn weakest(chain: &[ChainLink]) -> Option<Text> {
    let link = chain.iter().rev().max_by_key(|link| link.missing).filter(|link| link.missing > 0)?;
    let (missing, expected) = (link.missing, link.expected);
    Some(Text::new(
        format!("Led, der oftest mangler: {} ({missing} af {expected} forløb).", link.label.da),
        format!("The link most often missing: {} ({missing} of {expected} courses).", link.label.en),
    ))
}

/// How soon forms are submitted.
pub(crate) fn timeliness(median: Option<f64>, within_14d: &ShareView) -> Text {
    let Some(median) = median else {
        return Text::new(
            "Ingen skemaer er tastet i perioden; importerede skemaer tæller ikke.",
            "No form was typed in the period; imported forms do not count.",
        );
    };
    let (days, share) = (days(median), share_in_words(within_14d));
    Text::new(
        format!(
            "Halvdelen indsendes senest {} efter samtalen; {} senest 14 dage efter månedens udgang.",
            days.da, share.da
        ),
        format!(
            "Half are submitted within {} of the interview; {} within 14 days of the end of the month.",
            days.en, share.en
        ),
    )
}

/// Something that is looked at: the number, what it means, and whether it is strange; nothing where there is too little
/// to judge by.
pub(crate) type Judged = (Text, Text, Option<bool>);

/// Courses begun, beside the same days a year before.
pub(crate) fn volume(now: u64, before: u64) -> Judged {
    let value = Text::new(format!("{now} (året før {before})"), format!("{now} (year before {before})"));
    if before < ENOUGH_BEFORE {
        let words = Text::new(
            "For få året før til at vurdere ændringen.",
            "Too few the year before to judge the change.",
        );
        return (value, words, None);
    }
    // Counts of courses are far below what a float holds exactly.
    let change = f64::from(super::number::small(now)) / f64::from(super::number::small(before)) - 1.0;
    let is_strange = change.abs() >= STRANGE_CHANGE;
    let (more, change) = (change >= 0.0, percent(change.abs()));
    let words = if now == before {
        Text::new(
            "Lige så mange som i de samme dage året før.",
            "As many as in the same days the year before.",
        )
    } else if more {
        Text::new(
            format!("{} flere end i de samme dage året før.", change.da),
            format!("{} more than in the same days the year before.", change.en),
        )
    } else {
        Text::new(
            format!("{} færre end i de samme dage året før.", change.da),
            format!("{} fewer than in the same days the year before.", change.en),
        )
    };
    (value, words, Some(is_strange))
}

/// Months in which nobody began although somebody usually does.
pub(crate) fn empty_months(started: &[u64]) -> Judged {
    let empty = started.iter().filter(|count| **count == 0).count();
    let months = started.len();
    let total: u64 = started.iter().sum();
    let mean = f64::from(super::number::small(total)) / f64::from(u32::try_from(months.max(1)).unwrap_or(1));
    // Where few begin, empty months say nothing.
    let strange = (mean >= USUAL_A_MONTH).then_some(empty > 0);
    let words = if strange == Some(true) {
        Text::new(
            "Der plejer at begynde forløb hver måned. Mangler der registreringer?",
            "Courses usually begin every month. Is something not registered?",
        )
    } else if empty > 0 {
        Text::new(
            "Der begynder så få forløb, at tomme måneder kan forventes.",
            "So few courses begin that empty months are to be expected.",
        )
    } else {
        Text::new("Der er begyndt forløb i alle måneder.", "Courses began in every month.")
    };
    (Text::new(format!("{empty} af {months}"), format!("{empty} of {months}")), words, strange)
}

/// Reasons instead of values among the asked fields.
pub(crate) fn explained(share: &ShareView) -> Judged {
    let Some(value) = share.value else {
        let words = Text::new("Ingen skemaer i perioden.", "No forms in the period.");
        return (Text::new("–", "–"), words, None);
    };
    let is_strange = value >= MANY_EXPLAINED;
    let words = if is_strange {
        Text::new(
            "Mange felter er besvaret med en årsag i stedet for en værdi.",
            "Many fields are answered with a reason instead of a value.",
        )
    } else {
        Text::new(
            "Felter besvaret med fx »ikke målt« eller »ved ikke«.",
            "Fields answered with e.g. “not measured” or “don't know”.",
        )
    };
    (share_in_words(share), words, Some(is_strange))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::number::share;

    #[test]
    fn an_empty_period_is_said_in_words() {
        assert_eq!(finding(&share(0, 0)).da, "Ingen skemaer er dateret i perioden.");
        assert!(summary(&[], &[], 0).is_empty());
        assert!(timeliness(None, &share(0, 0)).da.starts_with("Ingen skemaer er tastet"));
        assert_eq!(explained(&share(0, 0)).0.da, "–");
        assert_eq!(empty_months(&[]).0.da, "0 af 0");
    }

    #[test]
    fn volume_is_judged_only_with_enough_before() {
        let (_, words, strange) = volume(3, 9);
        assert_eq!((words.da.as_str(), strange), ("For få året før til at vurdere ændringen.", None));
        let (value, words, is_strange) = volume(5, 20);
        assert_eq!((value.da.as_str(), is_strange), ("5 (året før 20)", Some(true)));
        assert_eq!(words.da, "75\u{a0}% færre end i de samme dage året før.");
        assert_eq!(volume(20, 20).1.da, "Lige så mange som i de samme dage året før.");
        assert!(volume(21, 20).2 == Some(false) && volume(21, 20).1.en.starts_with("5% more"));
    }

    #[test]
    fn an_empty_month_is_strange_only_where_courses_are_usual() {
        assert_eq!(empty_months(&[6, 0, 5]).2, Some(true));
        assert_eq!(empty_months(&[1, 0, 1]).2, None, "too few begin for an empty month to mean anything");
        assert_eq!(empty_months(&[6, 1, 5]).2, Some(false));
    }
}
