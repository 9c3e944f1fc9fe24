//! What charts and their tables say.

use domain::text::Phrase;

/// Declares phrases as `NAME = "Dansk", "English";` and lists them for the tests.
macro_rules! phrases {
    ($($name:ident = $da:literal, $en:literal;)+) => {
        $(#[doc = $en] pub const $name: Phrase = Phrase { da: $da, en: $en };)+

        /// Every phrase with its name, for those who check them.
        pub const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),+];
    };
}

phrases! {
    // Columns of tables of numbers.
    COLUMN_PERIOD = "Periode", "Period";
    COLUMN_SHARE = "Andel", "Share";
    COLUMN_NUMERATOR = "Tæller", "Numerator";
    COLUMN_DENOMINATOR = "Nævner", "Denominator";
    COLUMN_LOW = "95\u{a0}% nedre", "95% lower";
    COLUMN_HIGH = "95\u{a0}% øvre", "95% upper";
    COLUMN_CENTRE = "Midtlinje", "Centre line";
    COLUMN_LIMIT_LOW = "Nedre kontrolgrænse", "Lower control limit";
    COLUMN_LIMIT_HIGH = "Øvre kontrolgrænse", "Upper control limit";
    COLUMN_MISSING = "Uoplyst", "Not stated";
    COLUMN_EXCLUDED = "Udeladt", "Left out";
    COLUMN_PENDING = "Afventer", "Pending";
    COLUMN_REMARK = "Bemærkning", "Remark";
    COLUMN_FROM = "Fra", "From";
    COLUMN_TO = "Til", "To";
    // Lines and axes.
    AXIS_CUT = "Aksen starter ved {start}", "The axis starts at {start}";
    LINE_CENTRE = "Midtlinje {value}", "Centre line {value}";
    LINE_LIMITS = "Kontrolgrænser", "Control limits";
    LINE_LIMITS_TRIAL = "Foreløbige kontrolgrænser", "Provisional control limits";
    LINE_INCOMPLETE = "Perioden er ikke færdig", "The period is not finished";
    TARGET_OWN = "Jeres mål {target}", "Your aim {target}";
    TARGET_STANDARD = "Mål {target}", "Target {target}";
    TARGET_PLACEHOLDER = "Mål {target} (foreløbigt)", "Target {target} (provisional)";
    // Points.
    POINT_RANDOM = "tilfældig variation", "random variation";
    POINT_INCOMPLETE = "ikke færdig endnu", "not finished yet";
    SERIES_EMPTY = "ingen forløb", "no courses";
    SERIES_NOTHING = "Ingen afsluttede forløb i perioden.", "No finished courses in the period.";
    // What stands around a chart.
    COUNT_ONE = "1 forløb", "1 course";
    COUNT_MANY = "{count} forløb", "{count} courses";
    NOTE_BASIS = "Tæller {basis}", "Counted {basis}";
    NOTE_MISSING = "Uoplyst {share} ({count} forløb)", "Not stated {share} ({count} courses)";
    NOTE_VERSION = "Definition {version}", "Definition {version}";
    NOTE_KNOWN = "Som kendt den {date}", "As known on {date}";
    NOTE_SOURCE = "Kilde: HjerteKom", "Source: HjerteKom";
    NOTE_UPDATED = "Data opdateret {date} kl. {time}", "Data updated {date} at {time}";
}
