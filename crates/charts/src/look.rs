//! How marks look: one table for the page's style sheet and for files.

use std::fmt::Write as _;

use crate::theme::{Ink, Theme};

/// The look of one kind of mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// The class in a page.
    pub(crate) class: &'static str,
    fill: Ink,
    stroke: Ink,
    width: f64,
    dash: &'static str,
    is_bold: bool,
}

const fn line(class: &'static str, stroke: Ink, width: f64, dash: &'static str) -> Look {
    Look { class, fill: Ink::None, stroke, width, dash, is_bold: false }
}

const fn area(class: &'static str, fill: Ink) -> Look {
    Look { class, fill, stroke: Ink::None, width: 0.0, dash: "", is_bold: false }
}

const fn edged(class: &'static str, fill: Ink, stroke: Ink, width: f64) -> Look {
    Look { class, fill, stroke, width, dash: "", is_bold: false }
}

macro_rules! looks {
    ($($name:ident = $look:expr;)*) => {
        $(pub(crate) const $name: Look = $look;)*
        /// Every look there is.
        pub(crate) const ALL: &[Look] = &[$($name),*];
    };
}

looks! {
    GROUND = area("chart-ground", Ink::Surface);
    GRID = line("chart-grid", Ink::Grid, 1.0, "");
    AXIS = line("chart-axis", Ink::Chance, 1.0, "");
    TICK = area("chart-tick", Ink::Soft);
    WORDS = area("chart-words", Ink::Text);
    SOFT = area("chart-soft", Ink::Soft);
    LABEL = Look { is_bold: true, ..edged("chart-label", Ink::Text, Ink::Surface, 3.0) };
    STRONG = Look { is_bold: true, ..area("chart-strong", Ink::Text) };
    // Lines by whose they are.
    OWN_LINE = line("chart-line-own", Ink::Own, 2.0, "");
    CLUSTER_LINE = line("chart-line-cluster", Ink::Concern, 1.75, "6 3");
    REGION_LINE = line("chart-line-region", Ink::Region, 1.75, "2 2");
    ALL_LINE = line("chart-line-all", Ink::Text, 1.5, "");
    OTHER_LINE = line("chart-line-other", Ink::Chance, 1.5, "");
    TARGET = line("chart-target-line", Ink::Text, 1.5, "8 3 2 3");
    CENTRE = line("chart-centre", Ink::Soft, 1.5, "");
    CENTRE_SIGNAL = line("chart-centre-signal", Ink::Text, 2.0, "7 5");
    LIMIT = line("chart-limit", Ink::Chance, 1.25, "5 3");
    LIMIT_TRIAL = line("chart-limit-trial", Ink::Chance, 1.25, "1 3");
    BREAK = line("chart-break", Ink::Soft, 1.0, "");
    // Under a line or words that cross something dark.
    HALO = line("chart-halo", Ink::Surface, 4.0, "");
    GUIDE = line("chart-guide", Ink::Chance, 1.0, "1 3");
    HATCH = line("chart-hatch", Ink::Chance, 1.0, "");
    // Marks by what they say.
    CHANCE_MARK = edged("chart-mark-chance", Ink::Chance, Ink::Surface, 1.0);
    BETTER_MARK = edged("chart-mark-better", Ink::Own, Ink::Surface, 1.0);
    WORSE_MARK = edged("chart-mark-worse", Ink::Concern, Ink::Surface, 1.0);
    CHANGE_MARK = edged("chart-mark-change", Ink::Text, Ink::Surface, 1.0);
    HOLLOW_MARK = edged("chart-mark-hollow", Ink::Surface, Ink::Chance, 1.75);
    // Marks by whose they are.
    OWN_MARK = edged("chart-mark-own", Ink::Own, Ink::Surface, 1.0);
    CLUSTER_MARK = edged("chart-mark-cluster", Ink::Surface, Ink::Concern, 2.0);
    REGION_MARK = edged("chart-mark-region", Ink::Region, Ink::Surface, 1.0);
    ALL_MARK = edged("chart-mark-all", Ink::Text, Ink::Surface, 1.0);
    OTHER_MARK = edged("chart-mark-other", Ink::Chance, Ink::Surface, 1.0);
    // Areas.
    BAND = edged("chart-band", Ink::Band, Ink::Chance, 1.0);
    BAR = area("chart-bar", Ink::Own);
    BAR_OTHER = edged("chart-bar-other", Ink::Band, Ink::Chance, 1.0);
    TRACK = area("chart-track", Ink::Grid);
    FLAG = edged("chart-flag", Ink::Surface, Ink::Soft, 1.25);
    HIT = area("chart-hit", Ink::None);
    HEAT_0 = edged("chart-heat-0", Ink::Heat(0), Ink::Chance, 1.0);
    HEAT_1 = edged("chart-heat-1", Ink::Heat(1), Ink::Surface, 1.0);
    HEAT_2 = edged("chart-heat-2", Ink::Heat(2), Ink::Surface, 1.0);
    HEAT_3 = edged("chart-heat-3", Ink::Heat(3), Ink::Surface, 1.0);
    HEAT_4 = edged("chart-heat-4", Ink::Heat(4), Ink::Surface, 1.0);
    ON_HEAT_0 = area("chart-on-heat-0", Ink::OnHeat(0));
    ON_HEAT_1 = area("chart-on-heat-1", Ink::OnHeat(1));
    ON_HEAT_2 = area("chart-on-heat-2", Ink::OnHeat(2));
    ON_HEAT_3 = area("chart-on-heat-3", Ink::OnHeat(3));
    ON_HEAT_4 = area("chart-on-heat-4", Ink::OnHeat(4));
}

impl Look {
    /// The look as attributes: a class for a page, colours for a file.
    pub(crate) fn attributes(self, theme: Theme) -> String {
        if theme == Theme::Page {
            return format!(r#"class="{}""#, self.class);
        }
        let mut text = format!(r#"fill="{}""#, self.fill.colour(theme));
        if self.stroke != Ink::None {
            // Writing to a String cannot fail.
            let _ = write!(text, r#" stroke="{}" stroke-width="{}""#, self.stroke.colour(theme), self.width);
        }
        if !self.dash.is_empty() {
            let _ = write!(text, r#" stroke-dasharray="{}""#, self.dash);
        }
        if self.is_bold {
            text.push_str(r#" font-weight="600""#);
        }
        if self == LABEL {
            text.push_str(r#" paint-order="stroke""#);
        }
        text
    }
}

/// The rules for a page's style sheet, from the same table that colours files.
///
/// Colours are custom properties: `--surface`, `--ink-soft` and those of [`style_properties`].
#[must_use]
pub fn style_rules() -> String {
    let property =
        |ink: Ink| if ink == Ink::None { "none".to_owned() } else { format!("var({})", ink.values().0) };
    let mut css = String::new();
    for look in ALL {
        let _ = write!(css, ".{} {{\n  fill: {};\n", look.class, property(look.fill));
        if look.stroke != Ink::None {
            let _ = write!(css, "  stroke: {};\n  stroke-width: {};\n", property(look.stroke), look.width);
        }
        if !look.dash.is_empty() {
            let _ = writeln!(css, "  stroke-dasharray: {};", look.dash);
        }
        if look.is_bold {
            css.push_str("  font-weight: 600;\n");
        }
        if *look == LABEL {
            css.push_str("  paint-order: stroke;\n");
        }
        if *look == HIT {
            css.push_str("  pointer-events: all;\n");
        }
        css.push_str("}\n");
    }
    css
}

/// The custom properties that [`style_rules`] use and that are this crate's own: name, light, dark.
#[must_use]
pub fn style_properties() -> Vec<(&'static str, &'static str, &'static str)> {
    Ink::ALL.into_iter().map(Ink::values).filter(|(name, _, _)| name.starts_with("--chart-")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_has_a_class_of_its_own_and_a_rule() {
        let css = style_rules();
        for (index, look) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(index + 1).all(|other| other.class != look.class), "{}", look.class);
            assert!(css.contains(&format!(".{} {{", look.class)));
        }
    }

    #[test]
    fn every_colour_of_a_rule_is_defined() {
        let names: Vec<_> = style_properties().into_iter().map(|(name, _, _)| name).collect();
        for name in style_rules().split("var(").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(names.contains(&name) || name == "--surface" || name == "--ink-soft", "{name}");
        }
    }

    #[test]
    fn a_page_gets_classes_and_a_file_gets_colours() {
        assert_eq!(OWN_LINE.attributes(Theme::Page), r#"class="chart-line-own""#);
        assert!(OWN_LINE.attributes(Theme::Light).contains("#08519C"));
        assert!(OWN_LINE.attributes(Theme::Dark).contains("#6BAED6"));
        assert!(!OWN_LINE.attributes(Theme::Dark).contains("class"));
    }
}
