//! The browser application: one bundle, no framework of its own, every form drawn from its definition.

mod app;
mod browser;
mod connection;
mod course_facts;
mod events;
mod form_view;
mod frame;
mod keep;
mod lazy;
mod live;
mod load;
mod pages;
mod parts;
mod preferences;
mod programmes;
mod routes;
mod session;
mod show;
#[cfg(test)]
mod style_tests;
mod text;

fn main() {
    leptos::mount::mount_to_body(app::app);
}
