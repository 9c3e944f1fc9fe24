//! The overview of indicators.

super::phrases! {
    OVERVIEW = "Overblik", "Overview";
    INDICATOR_SET = "Indikatorsæt", "Indicator set";
    COMPARED_HIDDEN = "skjult", "hidden";
    IMPROVE = "Hvad ville gøre størst forskel?", "What would make the greatest difference?";
    IMPROVE_END_ONE = "1 forløb mangler slutskema", "1 course lacks its end form";
    IMPROVE_END = "{count} forløb mangler slutskema", "{count} courses lack their end form";
    IMPROVE_ANSWER_ONE = "1 forløb mangler et svar: {indicator}", "1 course lacks an answer: {indicator}";
    IMPROVE_ANSWER = "{count} forløb mangler et svar: {indicator}", "{count} courses lack an answer: {indicator}";
    PERIOD = "Periode", "Period";
    PERIOD_LAST_4 = "Seneste 4 kvartaler inkl. dette", "Last 4 quarters with this one";
    PERIOD_THIS_QUARTER = "Dette kvartal til nu", "This quarter until now";
    PERIOD_LAST_QUARTER = "Sidste kvartal", "Last quarter";
    PERIOD_THIS_YEAR = "I år til nu", "This year until now";
    PERIOD_LAST_YEAR = "Sidste år", "Last year";
    PERIOD_LAST_12 = "Seneste 12 kvartaler inkl. dette", "Last 12 quarters with this one";
    COLUMN_VALUE = "Andel", "Share";
    COLUMN_INTERVAL = "Usikkerhed og mål", "Uncertainty and target";
    COLUMN_SERIES = "12 kvartaler", "12 quarters";
    INTERVAL_WORDS = "{value}, 95\u{a0}% konfidensinterval {low} til {high}", "{value}, 95% confidence interval {low} to {high}";
    INTERVAL_RANGE = "{low} til {high}", "{low} to {high}";
    TARGET_WORDS = "mål {target}", "target {target}";
    STANDARD_UNVERIFIED = "målet er foreløbigt", "provisional target";
    STANDARD_NONE = "Intet mål", "No target";
    MISSING_WORDS = "{count} forløb", "{count} courses";
    ALSO_EXCLUDED = "{count} udeladt", "{count} left out";
    ALSO_PENDING = "{count} afventer", "{count} pending";
    OVERVIEW_EMPTY_HINT = "Tallene kommer, så snart det første skema er afsluttet.", "Numbers appear as soon as the first form has been completed.";
    OVERVIEW_EMPTY_THEN = "Ingen forløb var kendt den dag.", "No courses were known on that day.";
    OVERVIEW_EMPTY_THEN_HINT = "Vælg en senere dag.", "Choose a later day.";
    SERIES_NAME = "{indicator}: 12 kvartaler", "{indicator}: 12 quarters";
    SERIES_LATEST = "{indicator}, seneste kvartal {value}", "{indicator}, latest quarter {value}";
    SERIES_QUARTER = "Kvartal", "Quarter";
    SERIES_INCOMPLETE = "{value}, ikke færdigt endnu", "{value}, not finished yet";
    OVERVIEW_NOTE = "Striben går fra 0 til 100\u{a0}%: prikken er andelen, båndet usikkerheden (95\u{a0}%) og stregen målet. Linjen viser 12 kvartaler med medianen som midtlinje; en hul prik er et kvartal, der ikke er færdigt. Forløb tæller på den dato, som indikatoren siger. Jeres tal er ikke justeret for forskelle mellem borgerne. Klynge, region og alle er de senest offentliggjorte; skjult betyder for få forløb til at vise et tal.",
        "The strip goes from 0 to 100%: the dot is the share, the band its uncertainty (95%), the line the target. The line beside it shows 12 quarters with the median as its centre line; a hollow dot is a quarter that is not finished. Courses count on the date the indicator says. Your numbers are not adjusted for differences between citizens. Cluster, region and all are the latest published; hidden means too few courses to show a number.";
    UPDATED_AT = "Data opdateret kl. {time}", "Data updated at {time}";
    TABLE_OF_SERIES = "Alle kvartaler som tabel", "All quarters as a table";
}
