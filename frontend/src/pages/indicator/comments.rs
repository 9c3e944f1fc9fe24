//! What happened on which day: comments that stand as flags in the chart.

use api_types::{CommentView, IndicatorNotes, WriteComment};
use leptos::prelude::*;

use super::annotate::{Reader, may_write, remove_button, small_form};
use crate::live::live;
use crate::parts::Typed;
use crate::programmes::HJERTEKOM;
use crate::show;
use crate::text::*;

/// The comments, with a way to add and to remove them.
pub(super) fn comments(indicator: String, notes: Signal<IndicatorNotes>, reload: Callback<()>) -> AnyView {
    let of = StoredValue::new(indicator);
    let list = Memo::new(move |_| notes.with(|notes| notes.comments.clone()));
    let items = live(move || {
        let comments = list.get();
        if comments.is_empty() {
            return view! { <p class="muted">{t(COMMENTS_NONE)}</p> }.into_any();
        }
        let items: Vec<_> = comments.into_iter().map(|comment| item(of, comment, reload)).collect();
        view! { <ul class="annotations">{items}</ul> }.into_any()
    });
    let add = may_write().then(|| {
        let set_up = || {
            let (day, words) = (Typed::today("comment-on"), Typed::new("comment-text"));
            let fields = view! {
                <p class="muted">{t(COMMENT_LEAD)}</p>
                {day.date_field(EVENT_DATE)}
                {words.text_field(COMMENT_TEXT)}
            };
            let read: Reader<WriteComment> = Box::new(move || {
                Some(WriteComment { on: day.day()?, text: words.words(Some(COMMENT_EMPTY))? })
            });
            (fields.into_any(), read)
        };
        let send = move |client: api_client::Client, comment: WriteComment| async move {
            client.comment(HJERTEKOM, &of.get_value(), &comment).await
        };
        small_form(("comment-add", COMMENT_ADD), set_up, send, reload)
    });
    view! { <section class="card"><h2>{t(COMMENTS)}</h2>{items}{add}</section> }.into_any()
}

fn item(of: StoredValue<String>, comment: CommentView, reload: Callback<()>) -> AnyView {
    let language = use_language();
    let (id, on) = (comment.id, comment.on);
    let send = move |client: api_client::Client| async move {
        client.remove_comment(HJERTEKOM, &of.get_value(), id).await
    };
    let remove = may_write().then(|| remove_button(COMMENT_REMOVE, send, reload));
    view! {
        <li>
            <p><strong>{Signal::derive(move || show::short_date(on, language.get()))}</strong>" "{comment.text}</p>
            <p class="small muted">{comment.by}{remove}</p>
        </li>
    }
    .into_any()
}
