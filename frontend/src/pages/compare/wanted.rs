//! What is asked for. It stands in the address, so that a link shows the same comparison.

use api_types::{BenchmarkAsk, BenchmarkView};
use pictures::Around;

use crate::parts::InAddress;
use crate::programmes::HJERTEKOM;

/// Everything that can be chosen.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) indicator: InAddress,
    pub(super) version: InAddress,
    pub(super) level: InAddress,
    pub(super) period: InAddress,
    /// `split.level`, or `split` in the adjusted view: one value, so that both change at once.
    pub(super) split: InAddress,
    pub(super) view: InAddress,
    pub(super) figure: InAddress,
    pub(super) around: InAddress,
    pub(super) only: InAddress,
    pub(super) sort: InAddress,
}

/// The figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Funnel,
    Forest,
    Table,
}

impl Figure {
    pub(super) const ALL: [Self; 3] = [Self::Funnel, Self::Forest, Self::Table];

    /// How it stands in the address.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Funnel => "tragt",
            Self::Forest => "skov",
            Self::Table => "tabel",
        }
    }
}

/// Whom to point out, in the order of the choice.
pub(super) const AROUND: [Around; 3] = [Around::Cluster, Around::Similar, Around::Nobody];

/// How it stands in the address.
pub(super) const fn around_id(around: Around) -> &'static str {
    match around {
        Around::Cluster => "klynge",
        Around::Similar => "ligner",
        Around::Nobody => "ingen",
    }
}

/// How a view stands in the address.
pub(super) const fn view_id(view: BenchmarkView) -> &'static str {
    match view {
        BenchmarkView::Raw => "talt",
        BenchmarkView::Adjusted => "justeret",
        BenchmarkView::Shrunken => "udjaevnet",
    }
}

/// The views in the order of the switch.
pub(super) const VIEWS: [BenchmarkView; 3] =
    [BenchmarkView::Raw, BenchmarkView::Adjusted, BenchmarkView::Shrunken];

impl Wanted {
    /// Reads the address of the page that is being built.
    pub(super) fn of_address() -> Self {
        Self {
            indicator: InAddress::of("indikator"),
            version: InAddress::of("version"),
            level: InAddress::of("niveau"),
            period: InAddress::of("aar"),
            split: InAddress::of("gruppe"),
            view: InAddress::of("vis"),
            figure: InAddress::of("figur"),
            around: InAddress::of("udsnit"),
            only: InAddress::of("kun"),
            sort: InAddress::of("orden"),
        }
    }

    /// The figure that was chosen; otherwise the funnel, or the forest where there is none.
    pub(super) fn figure(self, has_funnel: bool) -> Figure {
        let id = self.figure.get();
        let chosen = Figure::ALL.into_iter().find(|figure| Some(figure.id()) == id.as_deref());
        chosen.unwrap_or(if has_funnel { Figure::Funnel } else { Figure::Forest })
    }

    pub(super) fn around(self) -> Around {
        let id = self.around.get();
        AROUND.into_iter().find(|around| Some(around_id(*around)) == id.as_deref()).unwrap_or_default()
    }

    pub(super) fn view(self) -> BenchmarkView {
        let id = self.view.get();
        VIEWS.into_iter().find(|view| Some(view_id(*view)) == id.as_deref()).unwrap_or_default()
    }

    /// Whether only the units pointed out are shown.
    pub(super) fn is_only(self) -> bool {
        self.only.get().is_some()
    }

    /// Whether rows stand in the order of their shares.
    pub(super) fn is_by_value(self) -> bool {
        self.sort.get().is_some()
    }

    /// The request; `usual` is the level of those who choose none.
    pub(super) fn ask(self, usual: &str) -> BenchmarkAsk {
        let view = self.view();
        let (split, split_level) = split_and_level(self.split.get(), view);
        BenchmarkAsk {
            programme: HJERTEKOM.to_owned(),
            version: self.version.get(),
            snapshot: None,
            level: Some(self.level.get().unwrap_or_else(|| usual.to_owned())),
            period: self.period.get(),
            split,
            split_level,
            view: Some(view),
        }
    }

    /// Back to what is always published.
    pub(super) fn reset(self) {
        self.split.set(None);
        self.period.set(None);
        self.level.set(None);
        self.version.set(None);
    }
}

/// `sex.women` is one level of a split. In the adjusted view a split alone is the only one adjusted for; a level of one is not
/// asked for there, and everything is adjusted for at once.
fn split_and_level(value: Option<String>, view: BenchmarkView) -> (Option<String>, Option<String>) {
    let is_adjusted = view == BenchmarkView::Adjusted;
    let Some(value) = value else { return (None, None) };
    match value.split_once('.') {
        Some((split, level)) if !is_adjusted => (Some(split.to_owned()), Some(level.to_owned())),
        None if is_adjusted => (Some(value), None),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_a_level_as_counted_and_a_split_alone_when_adjusted() {
        let of = |value: &str, view| split_and_level(Some(value.to_owned()), view);
        let both = |split: &str, level: Option<&str>| (Some(split.to_owned()), level.map(str::to_owned));
        assert_eq!(of("sex.women", BenchmarkView::Raw), both("sex", Some("women")));
        assert_eq!(of("sex.women", BenchmarkView::Adjusted), (None, None), "all at once");
        assert_eq!(of("sex", BenchmarkView::Adjusted), both("sex", None));
        assert_eq!(of("sex", BenchmarkView::Raw), (None, None));
        assert_eq!(split_and_level(None, BenchmarkView::Adjusted), (None, None));
    }
}
