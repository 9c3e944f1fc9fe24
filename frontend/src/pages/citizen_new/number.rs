//! The number of a citizen: read when the field is left, and confirmed once when it looks like a slip.

use domain::cpr::{Cpr, ParseCprError};
use domain::text::Text;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::{Message, message};
use crate::live::{follow, live_if};
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The ids of what the field is described by.
const HELP_ID: &str = "cpr-help";
const MESSAGE_ID: &str = "cpr-message";
const DOUBT_ID: &str = "cpr-doubt";

/// What is unusual about a number: said once, confirmed by a second Enter, not asked again for the same number. Numbers
/// whose check digit does not add up are issued, so it never stops anybody (spec/ux 4.2).
#[derive(Clone, Debug, Default)]
struct Doubt {
    asked: Option<Cpr>,
    confirmed: Option<Cpr>,
}

impl Doubt {
    /// Whether the number waits for confirmation.
    fn is_open(&self, cpr: &Cpr) -> bool {
        cpr.hint().is_some() && self.confirmed.as_ref() != Some(cpr)
    }

    /// Whether one may go on from the number. Asked the first time, the second time confirms.
    fn may_go_on(&mut self, cpr: &Cpr) -> bool {
        if self.is_open(cpr) && self.asked.as_ref() != Some(cpr) {
            self.asked = Some(cpr.clone());
            return false;
        }
        self.confirm(cpr);
        true
    }

    fn confirm(&mut self, cpr: &Cpr) {
        self.confirmed = Some(cpr.clone());
    }
}

/// The field for the number.
#[derive(Clone, Copy)]
pub(super) struct Number {
    input: NodeRef<Input>,
    message: Message,
    read: RwSignal<Option<Cpr>>,
    doubt: RwSignal<Doubt>,
}

impl Number {
    /// An empty field.
    pub(super) fn new() -> Self {
        Self {
            input: NodeRef::new(),
            message: RwSignal::new(None),
            read: RwSignal::new(None),
            doubt: RwSignal::default(),
        }
    }

    /// Moves focus to the field as soon as it is there.
    pub(super) fn begin(self) {
        follow(move || {
            if let Some(input) = self.input.get() {
                let _ = input.focus();
            }
        });
    }

    fn focus(self) {
        if let Some(input) = self.input.get_untracked() {
            let _ = input.focus();
        }
    }

    /// The number, once it can be read.
    pub(super) fn read(self) -> Signal<Option<Cpr>> {
        self.read.into()
    }

    /// Whether the number does not tell when its citizen was born, and it has to be asked.
    pub(super) fn tells_nothing(self) -> bool {
        self.read.with(|cpr| cpr.as_ref().is_some_and(|cpr| cpr.birth_date().is_none()))
    }

    /// Reads what stands in the field, and says there what is wrong with it.
    fn check(self) {
        let Some(input) = self.input.get_untracked() else { return };
        match input.value().parse::<Cpr>() {
            Ok(cpr) => {
                // The hyphen is put in when the field is left, not while it is being typed.
                let digits = cpr.reveal();
                if let Some((date, rest)) = digits.split_at_checked(6) {
                    input.set_value(&format!("{date}-{rest}"));
                }
                self.message.set(None);
                self.read.set(Some(cpr));
            }
            Err(error) => {
                self.message.set(Some(problem(error)));
                self.read.set(None);
            }
        }
    }

    /// The number as it is sent, if one may go on from it: it can be read, and what is unusual has been asked about.
    pub(super) fn ready(self) -> Option<String> {
        self.check();
        let Some(cpr) = self.read.get_untracked() else {
            self.focus();
            return None;
        };
        let mut doubt = self.doubt.get_untracked();
        let may_go_on = doubt.may_go_on(&cpr);
        self.doubt.set(doubt);
        if !may_go_on {
            self.focus();
        }
        may_go_on.then(|| cpr.reveal())
    }

    /// The field. `go_on` is what Enter does once the number is ready.
    pub(super) fn field(self, go_on: impl Fn() + Clone + Send + 'static) -> AnyView {
        let Self { input, message: problem, read, doubt } = self;
        let is_wrong = Signal::derive(move || problem.with(Option::is_some));
        let is_doubtful =
            Signal::derive(move || read.with(|cpr| cpr.as_ref().is_some_and(|cpr| cpr.hint().is_some())));
        let is_open = Signal::derive(move || {
            read.with(|cpr| cpr.as_ref().is_some_and(|cpr| doubt.with(|doubt| doubt.is_open(cpr))))
        });
        let confirmed = go_on.clone();
        let confirm = move |_| {
            if let Some(cpr) = read.get_untracked() {
                doubt.update(|doubt| doubt.confirm(&cpr));
                confirmed();
            }
        };
        let said = live_if(move || {
            is_doubtful.get().then(|| {
                let confirm = confirm.clone();
                view! {
                    <div class="message message-warning" id=DOUBT_ID role="status">
                        {icon(Icon::Warning)}
                        <p><span>{t(WARNING_PREFIX)}</span>{t(CPR_UNUSUAL)}</p>
                        {live_if(move || is_open.get().then(|| view! {
                            <button type="button" class="button button-quiet button-small" on:click=confirm.clone()>
                                {t(CONFIRM)}" "<span class="visually-hidden">{t(CPR)}</span><kbd aria-hidden="true">"Enter"</kbd>
                            </button>
                        }))}
                        {live_if(move || (!is_open.get()).then(|| view! {
                            <span class="tag">{icon(Icon::Tick)}{t(CONFIRMED)}</span>
                        }))}
                    </div>
                }
            })
        });
        let derived = live_if(move || {
            let (born, sex) =
                read.with(|cpr| cpr.as_ref().and_then(|cpr| Some((cpr.birth_date()?, cpr.sex()?))))?;
            Some(view! {
                <p class="derived" role="status">
                    {tf(BORN, move |language| [("date", show::long_date(born, language))])}" · "{tt(sex.label())}
                </p>
            })
        });
        let on_key = move |event: KeyboardEvent| {
            let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            if event.key() == "Enter" && is_plain {
                event.prevent_default();
                if self.ready().is_some() {
                    go_on();
                }
            }
        };
        view! {
            <div class="field" class:field-error=is_wrong class:field-warning=is_open>
                <label class="label" for="cpr">{t(CPR)}</label>
                <p class="help" id=HELP_ID>{t(CPR_HELP)}</p>
                {message(MESSAGE_ID, problem)}
                {said}
                <input class="input input-cpr" id="cpr" type="text" inputmode="numeric" autocomplete="off"
                    spellcheck="false" node_ref=input
                    aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                    aria-describedby=Signal::derive(move || match (is_wrong.get(), is_doubtful.get()) {
                        (true, _) => MESSAGE_ID,
                        (false, true) => DOUBT_ID,
                        (false, false) => HELP_ID,
                    })
                    on:keydown=on_key
                    on:input=move |_| problem.set(None)
                    on:change=move |_| self.check()/>
                {derived}
            </div>
        }
        .into_any()
    }
}

/// What is wrong with a number, said so that it can be mended.
fn problem(error: ParseCprError) -> Text {
    if error == ParseCprError::Empty { both(CPR_EMPTY) } else { error.message() }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Ordinary numbers of 1858: nobody born then lived to be given one.
    const USUAL: &str = "2110585201";
    const UNUSUAL: &str = "2110585202";
    const ANOTHER: &str = "2110585203";

    fn cpr(text: &str) -> Cpr {
        text.parse().unwrap()
    }

    #[test]
    fn a_usual_number_is_not_asked_about() {
        assert!(Doubt::default().may_go_on(&cpr(USUAL)));
        assert!(Doubt::default().may_go_on(&cpr("8110585200")), "a replacement number has no check digit");
    }

    #[test]
    fn a_number_whose_check_digit_does_not_add_up_is_confirmed_by_the_second_enter() {
        let mut doubt = Doubt::default();
        assert!(!doubt.may_go_on(&cpr(UNUSUAL)));
        assert!(doubt.is_open(&cpr(UNUSUAL)));
        assert!(doubt.may_go_on(&cpr(UNUSUAL)));
        assert!(!doubt.is_open(&cpr(UNUSUAL)));
        assert!(doubt.may_go_on(&cpr(UNUSUAL)), "it is not asked about again");
    }

    #[test]
    fn another_number_is_asked_about_anew() {
        let mut doubt = Doubt::default();
        assert!(!doubt.may_go_on(&cpr(UNUSUAL)));
        assert!(!doubt.may_go_on(&cpr(ANOTHER)));
        assert!(doubt.may_go_on(&cpr(ANOTHER)));
        assert!(!doubt.may_go_on(&cpr(UNUSUAL)));
    }
}
