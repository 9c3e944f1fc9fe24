//! The rows of the lists: a citizen, what is lacking, and the way there. Arrows move between them.

use chrono::NaiveDate;
use domain::ids::CourseId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::pages::attendance::move_focus;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

const LINKS: &str = ".rows a.row-link";
const ROW: &str = "li.row-item";

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListRow {
    /// The course.
    pub(super) course: CourseId,
    /// The citizen's name.
    pub(super) name: String,
    /// The citizen's date of birth, where the name alone could be another's.
    pub(super) born: Option<NaiveDate>,
    /// What happened when.
    pub(super) when: (Phrase, NaiveDate),
    /// What is lacking, or why.
    pub(super) words: Option<domain::text::Text>,
    /// Where it is mended.
    pub(super) address: String,
    /// What is done there.
    pub(super) action: Phrase,
}

/// The rows as a list.
pub(super) fn rows(all: Vec<ListRow>) -> AnyView {
    let items: Vec<_> = all.into_iter().map(row).collect();
    let keys = |event: KeyboardEvent| {
        move_focus(&event, LINKS, ROW);
    };
    view! { <ul class="rows lacking" on:keydown=keys>{items}</ul> }.into_any()
}

fn row(row: ListRow) -> AnyView {
    let (phrase, day) = row.when;
    let born = row.born.map(|born| {
        let words = tf(LACKING_BORN, move |language| [("date", show::short_date(born, language))]);
        view! { <span class="muted nowrap">{words}</span> }
    });
    view! {
        <li class="row-item" data-course=row.course.to_string()>
            <a class="row-link" href=row.address>
                <span class="row-who"><span class="row-name">{row.name}</span>{born}</span>
                <span class="row-extra">{tf(phrase, move |language| [("date", show::short_date(day, language))])}</span>
                <span class="row-extra">{row.words.map(tt)}</span>
                <span class="row-go">{t(row.action)}{icon(Icon::ArrowRight)}</span>
            </a>
        </li>
    }
    .into_any()
}
