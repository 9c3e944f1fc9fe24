//! The overview of indicators.

super::phrases! {
    OVERVIEW = "Overblik", "Overview";
    OVERVIEW_LEAD = "{unit} · {from} – {to} · efter den dato, hvor forløbet tæller",
        "{unit} · {from} – {to} · by the date the course counts";
    PERIOD = "Periode", "Period";
    PERIOD_LAST_4 = "Seneste 4 kvartaler", "Last 4 quarters";
    PERIOD_THIS_QUARTER = "Dette kvartal", "This quarter";
    PERIOD_THIS_YEAR = "I år", "This year";
    PERIOD_LAST_YEAR = "Sidste år", "Last year";
    PERIOD_LAST_12 = "Seneste 12 kvartaler", "Last 12 quarters";
    COLUMN_INDICATOR = "Indikator", "Indicator";
    COLUMN_VALUE = "Andel (tæller af nævner)", "Share (numerator of denominator)";
    COLUMN_INTERVAL = "Usikkerhed og mål, 0–100 %", "Uncertainty and target, 0–100%";
    COLUMN_SERIES = "12 kvartaler", "12 quarters";
    COLUMN_MISSING = "Uoplyst", "Not stated";
    COLUMN_STANDARD = "Mål", "Target";
    INTERVAL_WORDS = "{value}, 95 % konfidensinterval {low} til {high}", "{value}, 95% confidence interval {low} to {high}";
    INTERVAL_RANGE = "{low} til {high}", "{low} to {high}";
    TARGET_WORDS = "mål {target}", "target {target}";
    STANDARD_UNVERIFIED = "pladsholder, ikke verificeret", "placeholder, not verified";
    STANDARD_NONE = "Intet mål", "No target";
    TARGET_REACHED = "Målet er nået", "Target met";
    TARGET_NOT_REACHED = "Målet er ikke nået", "Target not met";
    TARGET_WITHIN = "Målet ligger inden for usikkerheden", "The target lies within the uncertainty";
    ROW_EMPTY = "Ingen forløb endnu", "No courses yet";
    MISSING_WORDS = "{count} forløb", "{count} courses";
    ALSO_EXCLUDED = "{count} ekskluderet", "{count} excluded";
    ALSO_PENDING = "{count} afventer", "{count} pending";
    OVERVIEW_EMPTY = "Der er endnu ingen forløb i registret.", "There are no courses in the registry yet.";
    OVERVIEW_EMPTY_HINT = "Tallene kommer, så snart det første skema er afsluttet.", "Numbers appear as soon as the first form has been completed.";
    SERIES_NAME = "{indicator}: 12 kvartaler", "{indicator}: 12 quarters";
    SERIES_LATEST = "{indicator}, seneste kvartal {value}", "{indicator}, latest quarter {value}";
    SERIES_QUARTER = "Kvartal", "Quarter";
    SERIES_EMPTY = "ingen forløb", "no courses";
    SERIES_INCOMPLETE = "{value}, ikke færdigt endnu", "{value}, not finished yet";
    OVERVIEW_NOTE = "Linjen viser de seneste 12 kvartaler med medianen som midtlinje; en hul prik er et kvartal, der ikke er færdigt. Tallene er kommunens egne og ikke justeret for forskelle mellem borgerne.",
        "The line shows the last 12 quarters with the median as its centre line; a hollow dot is a quarter that is not finished. The numbers are the municipality's own and not adjusted for differences between citizens.";
    UPDATED_AT = "Data opdateret kl. {time}", "Data updated at {time}";
    TABLE_OF_SERIES = "Alle kvartaler som tabel", "All quarters as a table";
}
