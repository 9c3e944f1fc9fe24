//! Parts of a page that are drawn again when what they read changes.
//!
//! Every closure in a view is a type of its own, and Leptos compiles a renderer for each: about a kilobyte of wasm
//! apiece. These functions put the closure in a box, so that all of them share one renderer.

use leptos::prelude::*;

/// Something that is drawn again when what it reads changes.
pub(crate) fn live<V>(mut view: impl FnMut() -> V + Send + 'static) -> AnyView
where
    V: IntoAny,
{
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || view().into_any());
    view.into_any()
}

/// Something that is there only sometimes.
pub(crate) fn live_if<V>(mut view: impl FnMut() -> Option<V> + Send + 'static) -> AnyView
where
    V: IntoAny,
{
    live(move || view().map_or_else(|| ().into_any(), IntoAny::into_any))
}

/// Does something now, and again when what it reads changes.
pub(crate) fn follow(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_: Option<()>| act());
}
