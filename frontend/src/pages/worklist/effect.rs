//! What keeping or losing the courses on the radar would do to persistence (K1).

use domain::access::Permission;
use leptos::prelude::*;

use crate::browser::today;
use crate::pages::last_four_quarters;
use crate::programmes::HJERTEKOM;
use crate::session::Session;
use crate::show;
use crate::text::*;

/// The indicator the radar is about.
const PERSISTENCE: &str = "persistence";

/// How many courses counted as persistent, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Now {
    fulfilled: u64,
    counted: u64,
}

/// Persistence now, and with the courses on the radar kept or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    now: Now,
    on_radar: u64,
}

impl Effect {
    /// The effect of so many courses; none where nothing has been counted yet, or nothing is on the radar.
    pub(super) const fn of(now: Now, on_radar: u64) -> Option<Self> {
        if now.counted == 0 || on_radar == 0 { None } else { Some(Self { now, on_radar }) }
    }

    fn shares(self) -> [f64; 3] {
        let Self { now: Now { fulfilled, counted }, on_radar } = self;
        let share = |fulfilled: u64, counted: u64| fulfilled as f64 / counted as f64;
        [
            share(fulfilled, counted),
            share(fulfilled + on_radar, counted + on_radar),
            share(fulfilled, counted + on_radar),
        ]
    }
}

/// The unit's persistence of the last four quarters; nothing for those who may not see it, or when it cannot be had: the
/// list is worth showing without.
pub(super) async fn persistence(session: &Session) -> Option<Now> {
    if !untrack(|| session.may(Permission::ReadIndicators)) {
        return None;
    }
    let (from, to) = last_four_quarters(today());
    let overview = session.client().overview(HJERTEKOM, &from.to_string(), &to.to_string()).await.ok()?;
    let row = overview.rows.into_iter().find(|row| row.indicator == PERSISTENCE)?;
    Some(Now { fulfilled: row.numerator, counted: row.denominator })
}

/// The effect in words.
pub(super) fn words(effect: Effect) -> AnyView {
    let [now, kept, lost] = effect.shares();
    let Now { fulfilled, counted } = effect.now;
    let of_now = tf(RADAR_NOW, move |language| {
        [
            ("share", show::share(now, language)),
            ("fulfilled", fulfilled.to_string()),
            ("counted", counted.to_string()),
        ]
    });
    let count = effect.on_radar;
    let (phrase_kept, phrase_lost) =
        if count == 1 { (RADAR_KEPT_ONE, RADAR_LOST_ONE) } else { (RADAR_KEPT, RADAR_LOST) };
    let if_kept = tf(phrase_kept, move |language| {
        [("count", count.to_string()), ("share", show::share(kept, language))]
    });
    let if_lost = tf(phrase_lost, move |language| [("share", show::share(lost, language))]);
    view! { <p class="radar-effect">{of_now}" "{if_kept}" "{if_lost}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courses_on_the_radar_move_the_share_up_or_down() {
        let effect = Effect::of(Now { fulfilled: 41, counted: 50 }, 6).unwrap();
        let shares = effect.shares().map(|share| (share * 1000.0).round());
        assert_eq!(shares, [820.0, 839.0, 732.0]);
        assert_eq!(Effect::of(Now { fulfilled: 0, counted: 0 }, 6), None);
        assert_eq!(Effect::of(Now { fulfilled: 1, counted: 2 }, 0), None);
    }
}
