//! What the municipality wants to reach, and whether it has: said by itself when there are enough periods.

use api_types::{AimVerdict, AimView, Series, SetAim};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::annotate::{Reader, any_day, may_write, remove_button, small_form};
use crate::browser::today;
use crate::live::live;
use crate::parts::{Icon, Typed, icon, whole};
use crate::programmes::HJERTEKOM;
use crate::show;
use crate::text::*;

/// A whole number of per cent, with or without its sign.
fn percent(text: &str) -> Option<u8> {
    text.trim().trim_end_matches('%').trim_end().parse().ok().filter(|percent| *percent <= 100)
}

/// A verdict's shape: a tick only for what is reached.
const fn mark(verdict: AimVerdict) -> Icon {
    match verdict {
        AimVerdict::NotYet => Icon::Clock,
        AimVerdict::Reached => Icon::Tick,
        AimVerdict::Improved => Icon::ArrowRight,
        AimVerdict::Unchanged => Icon::Circle,
        AimVerdict::Worse => Icon::Warning,
    }
}

/// The aim with its verdict, and a way to set, change and remove it.
pub(super) fn aim(indicator: String, series: Signal<Series>, reload: Callback<()>) -> AnyView {
    let of = StoredValue::new(indicator);
    let standard = Memo::new(move |_| series.with(|series| series.standard));
    let current = Memo::new(move |_| series.with(|series| series.aim.clone()));
    let shown = live(move || match current.get() {
        None => match standard.get() {
            // The chart has a line all the same: whose it is has to be said.
            Some(standard) => {
                let words = tf(AIM_NONE_STANDARD, move |language| {
                    [("target", show::share(show::standard_share(standard), language))]
                });
                view! { <p class="muted">{words}</p> }.into_any()
            }
            None => view! { <p class="muted">{t(AIM_NONE)}</p> }.into_any(),
        },
        Some(aim) => aim_view(of, aim, reload),
    });
    let change = may_write().then(|| {
        let language = use_language();
        let set_up = move || {
            let (share, from, due) =
                (Typed::new("aim-percent"), Typed::today("aim-from"), Typed::new("aim-due"));
            let set = current.get_untracked();
            share.text.set(set.as_ref().map_or_else(String::new, |aim| aim.percent.to_string()));
            // An aim that is changed began when it began.
            if let Some(aim) = &set {
                from.text.set(show::short_date(aim.from, language.get_untracked()));
            }
            let end = set.map(|aim| aim.due).or_else(|| NaiveDate::from_ymd_opt(today().year() + 1, 12, 31));
            due.text.set(end.map_or_else(String::new, |day| show::short_date(day, language.get_untracked())));
            let fields = view! {
                <p class="muted">{t(AIM_LEAD)}</p>
                {share.line_field(AIM_PERCENT, AIM_PERCENT_HELP, "input input-number")}
                {from.date_field(AIM_FROM)}
                {due.date_field(AIM_DUE)}
            };
            let read: Reader<SetAim> = Box::new(move || {
                let Some(percent) = percent(&share.text.get_untracked()) else {
                    share.refuse(AIM_PERCENT_WRONG);
                    return None;
                };
                let (from, until) = (any_day(from)?, any_day(due)?);
                if until <= from {
                    due.refuse(AIM_DUE_WRONG);
                    return None;
                }
                Some(SetAim { percent, from, due: until })
            });
            (fields.into_any(), read)
        };
        let send = move |client: api_client::Client, aim: SetAim| async move {
            client.aim(HJERTEKOM, &of.get_value(), &aim).await
        };
        small_form(("aim-set", AIM_SET), set_up, send, reload)
    });
    view! { <section class="card"><h2>{t(AIM)}</h2>{shown}{change}</section> }.into_any()
}

fn aim_view(of: StoredValue<String>, aim: AimView, reload: Callback<()>) -> AnyView {
    let (percent, from, due, by) = (aim.percent, aim.from, aim.due, aim.by);
    let sentence = tf(AIM_SENTENCE, move |language| {
        [
            ("share", show::share(show::share_of(percent), language)),
            ("from", show::long_date(from, language)),
            ("due", show::long_date(due, language)),
            ("by", by.clone()),
        ]
    });
    let language = use_language();
    let needed = whole(aim.points_needed.into());
    let needed = (needed > 0).then(|| {
        let words = Signal::derive(move || count_words(AIM_NEEDED_ONE, AIM_NEEDED, needed, language.get()));
        view! { <p class="small muted">{words}</p> }
    });
    let send =
        move |client: api_client::Client| async move { client.remove_aim(HJERTEKOM, &of.get_value()).await };
    let remove = may_write().then(|| remove_button(AIM_REMOVE, send, reload));
    view! {
        <p>{sentence}</p>
        <p class="marked aim-verdict">{icon(mark(aim.verdict))}<strong>{tt(aim.verdict_text)}</strong></p>
        {needed}
        {remove}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_whole_and_at_most_a_hundred() {
        assert_eq!(percent("80"), Some(80));
        assert_eq!(percent(" 80 % "), Some(80));
        for wrong in ["", "101", "-1", "80,5", "mange"] {
            assert_eq!(percent(wrong), None, "{wrong}");
        }
    }
}
