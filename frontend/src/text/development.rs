//! One number per quarter over time, and the rules that look for signals.

super::phrases! {
    DEVELOPMENT = "Udvikling over tid", "Development over time";
    DEVELOPMENT_NOTHING = "Intet at tegne endnu.", "Nothing to draw yet.";
    DEVELOPMENT_VARIATION = "Vis variation", "Show variation";
    DEVELOPMENT_TOO_FEW = "for få {counted} (n = {count}, mindst {fewest})", "too few {counted} (n = {count}, at least {fewest})";
    DEVELOPMENT_SAYS = "{label}: {value}, n = {count}", "{label}: {value}, n = {count}";
    DEVELOPMENT_GAPS = "Kvartaler med færre end {fewest} {counted} vises som huller.", "Quarters with fewer than {fewest} {counted} are shown as gaps.";
    DEVELOPMENT_RANGE = "Afstand til tallet før", "Distance to the number before";
    DEVELOPMENT_RANGE_UNIT = "Afstand til tallet før ({unit})", "Distance to the number before ({unit})";
    DEVELOPMENT_RANGE_LARGE = "større end tilfældig variation", "more than random variation";
    DEVELOPMENT_RANGE_SAYS = "{label}: {value} fra tallet før", "{label}: {value} from the number before";
    DEVELOPMENT_RANGE_GAP = "intet tal", "no number";
    DEVELOPMENT_RANGE_NONE = "intet tal før at sammenligne med", "no number before to compare with";
    DEVELOPMENT_RANGE_MEAN = "Gennemsnit {value}", "Mean {value}";
    DEVELOPMENT_RANGE_LIMIT = "Øvre grænse", "Upper limit";
    DEVELOPMENT_RANGE_NOTE = "Grænsen er 3,267 gange gennemsnittet.", "The limit is 3.267 times the mean.";
    DEVELOPMENT_RANGE_SCREENED = "Usædvanligt store afstande, der er holdt ude af gennemsnittet: {count}.",
        "Unusually large distances that are left out of the mean: {count}.";
    DEVELOPMENT_POINTS = "procentpoint", "percentage points";
    RULES = "Regelsæt", "Rules";
    RULES_ANHOEJ = "Anhøj", "Anhøj";
    RULES_NHS = "NHS", "NHS";
    RULES_ANHOEJ_NOTE = "Regelsæt Anhøj: punkt uden for kontrolgrænserne, usædvanlig lang serie på samme side af midtlinjen eller få kryds.",
        "Rules Anhøj: a point outside the control limits, an unusually long run on one side of the centre line, or few crossings.";
    RULES_NHS_NOTE = "Regelsæt NHS: punkt uden for kontrolgrænserne, 7 i træk på samme side, 7 i træk med stigning eller fald, eller 2 af 3 tæt på en grænse.",
        "Rules NHS: a point outside the control limits, 7 in a row on one side, 7 in a row rising or falling, or 2 of 3 near a limit.";
}
