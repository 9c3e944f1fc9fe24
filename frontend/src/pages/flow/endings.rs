//! Why courses end early: the reasons of every group that occurs.

use api_types::Flow;
use leptos::prelude::*;

use crate::live::live;
use crate::text::*;

/// The reasons by group, the groups in the order of the definition.
pub(super) fn endings(flow: Signal<Flow>) -> AnyView {
    live(move || {
        let groups: Vec<_> =
            flow.with(|flow| flow.endings.iter().filter(|group| group.count > 0).cloned().collect());
        if groups.is_empty() {
            return view! { <p class="muted">{t(FLOW_NO_ENDINGS)}</p> }.into_any();
        }
        let groups: Vec<_> = groups
            .into_iter()
            .map(|group| {
                let reasons: Vec<_> = group
                    .reasons
                    .into_iter()
                    .map(|reason| {
                        view! { <li><span>{tt(reason.label)}</span><span class="number">{reason.count}</span></li> }
                    })
                    .collect();
                view! {
                    <div class="ending">
                        <h3>{tt(group.label)}" "<span class="muted">{group.count}</span></h3>
                        <ul>{reasons}</ul>
                    </div>
                }
            })
            .collect();
        view! { <div class="endings card">{groups}</div> }.into_any()
    })
}
