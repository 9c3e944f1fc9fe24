//! Why data is fetched, which decides what stays on the screen.

/// Who wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// The user, by opening or choosing.
    User,
    /// The application, of its own accord.
    Application,
    /// A page that is opened and whose part of the program is not there yet.
    Program,
}

/// Why data is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Something else is to be shown.
    Opened,
    /// The page knows that what it shows has changed.
    Changed,
    /// To be up to date, or because it failed before: nobody did anything on the page.
    Renewed,
}

/// Why data is fetched: what has changed since the time before.
pub(super) fn why(before: Option<((u32, u32), u32)>, now: ((u32, u32), u32), by: Asker) -> Why {
    match before {
        Some(((page, _), _)) if page != now.0.0 => Why::Changed,
        Some((own, renewal)) if own != now.0 || renewal != now.1 || by == Asker::Application => Why::Renewed,
        _ => Why::Opened,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_again_decides_what_stays() {
        let before = Some(((1, 1), 3));
        assert_eq!(why(None, ((0, 0), 1), Asker::User), Why::Opened);
        assert_eq!(why(before, ((1, 1), 3), Asker::User), Why::Opened, "the address names something else");
        assert_eq!(why(before, ((2, 1), 3), Asker::User), Why::Changed);
        assert_eq!(why(before, ((1, 2), 3), Asker::User), Why::Renewed);
        assert_eq!(why(before, ((1, 1), 4), Asker::User), Why::Renewed, "a new log-in");
        assert_eq!(why(before, ((1, 1), 3), Asker::Application), Why::Renewed);
        assert_eq!(why(None, ((0, 0), 1), Asker::Application), Why::Opened);
    }
}
