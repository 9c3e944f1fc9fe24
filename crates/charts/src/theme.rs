//! Where a drawing goes, and the colours that come with it.

/// Where a drawing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Into a page: marks carry classes, the page's style sheet draws them, points can be reached by keyboard.
    Page,
    /// A file for a white ground and for paper: colours, title, subtitle and notes are in it.
    Light,
    /// A file for a dark ground.
    Dark,
}

impl Theme {
    /// Whether the drawing must stand by itself.
    pub(crate) fn is_file(self) -> bool {
        self != Self::Page
    }
}

/// A colour by its role; contrasts are in `spec/ux.md` 3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// No colour at all.
    None,
    /// The ground.
    Surface,
    /// Text, target, everybody.
    Text,
    /// Words that matter less.
    Soft,
    /// The own unit; improvement.
    Own,
    /// Concern; the cluster.
    Concern,
    /// What chance explains.
    Chance,
    /// The region.
    Region,
    /// A reference band.
    Band,
    /// Grid lines.
    Grid,
    /// A step of the heat scale, 0 (least) to 4.
    Heat(u8),
    /// Words on such a step.
    OnHeat(u8),
}

impl Ink {
    /// Every colour there is, for the style sheet.
    pub(crate) const ALL: [Self; 19] = [
        Self::Surface,
        Self::Text,
        Self::Soft,
        Self::Own,
        Self::Concern,
        Self::Chance,
        Self::Region,
        Self::Band,
        Self::Grid,
        Self::Heat(0),
        Self::Heat(1),
        Self::Heat(2),
        Self::Heat(3),
        Self::Heat(4),
        Self::OnHeat(0),
        Self::OnHeat(1),
        Self::OnHeat(2),
        Self::OnHeat(3),
        Self::OnHeat(4),
    ];

    /// The custom property of the page, then the colour on a light and on a dark ground.
    pub(crate) fn values(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::None => ("none", "none", "none"),
            Self::Surface => ("--surface", "#FFFFFF", "#1A1A1A"),
            Self::Text => ("--chart-target", "#1A1A1A", "#F5F5F5"),
            Self::Soft => ("--ink-soft", "#454545", "#D0D0D0"),
            Self::Own => ("--chart-own", "#08519C", "#6BAED6"),
            Self::Concern => ("--chart-concern", "#D94801", "#FD8D3C"),
            Self::Chance => ("--chart-mid", "#707070", "#8E8E8E"),
            Self::Region => ("--chart-region", "#8E8E8E", "#8E8E8E"),
            Self::Band => ("--chart-reference", "#DEEBF7", "#08306B"),
            Self::Grid => ("--chart-axis", "#E3E7EC", "#34373B"),
            Self::Heat(0) => ("--chart-heat-0", "#F7FBFF", "#1A1A1A"),
            Self::Heat(1) => ("--chart-heat-1", "#C6DBEF", "#24548A"),
            Self::Heat(2) => ("--chart-heat-2", "#9ECAE1", "#3070B0"),
            Self::Heat(3) => ("--chart-heat-3", "#6BAED6", "#6BAED6"),
            Self::Heat(_) => ("--chart-heat-4", "#08519C", "#C6DBEF"),
            Self::OnHeat(0) => ("--chart-on-heat-0", "#1A1A1A", "#F5F5F5"),
            Self::OnHeat(1) => ("--chart-on-heat-1", "#1A1A1A", "#F5F5F5"),
            Self::OnHeat(2) => ("--chart-on-heat-2", "#1A1A1A", "#F5F5F5"),
            Self::OnHeat(3) => ("--chart-on-heat-3", "#1A1A1A", "#1A1A1A"),
            Self::OnHeat(_) => ("--chart-on-heat-4", "#FFFFFF", "#1A1A1A"),
        }
    }

    /// The colour itself, for a file.
    pub(crate) fn colour(self, theme: Theme) -> &'static str {
        let (_, light, dark) = self.values();
        if theme == Theme::Dark { dark } else { light }
    }
}
