//! Course flow and waiting, and what the pages of management information share.

super::phrases! {
    NUMBERS_LEAD = "{unit} · {from} – {to} · {basis}", "{unit} · {from} – {to} · {basis}";
    NUMBERS_N_ONE = "1 forløb", "1 course";
    NUMBERS_N = "{count} forløb", "{count} courses";
    NUMBERS_RANGE = "usikkerhed {low} til {high}", "uncertainty {low} to {high}";
    NUMBERS_SUBTITLE = "{what} · {unit} · {from} – {to} · n\u{a0}=\u{a0}{count}", "{what} · {unit} · {from} – {to} · n\u{a0}=\u{a0}{count}";
    NUMBERS_LONGER = "Vælg en længere periode.", "Choose a longer period.";
    NUMBERS_NONE = "–", "–";
    NUMBERS_SOURCE = "Kilde: {source}", "Source: {source}";
    NUMBERS_OWN_CHOICE = "HjerteKoms eget valg, ikke en faglig standard", "HjerteKom's own choice, not a professional standard";
    WAIT_TARGET_NOTE = "{target} ({source})", "{target} ({source})";
    NUMBERS_OWN_ONLY = "Tallene er kommunens egne og ikke justeret for forskelle mellem borgerne.",
        "The numbers are the municipality's own and not adjusted for differences between citizens.";

    FLOW_TITLE = "Forløbsflow", "Course flow";
    FLOW_BASIS = "efter henvisningsdato", "by date of referral";
    FLOW_EMPTY = "Ingen borgere er henvist i perioden. Vælg en længere periode.",
        "Nobody was referred in the period. Choose a longer one.";
    FLOW_WHAT = "Fra henvisning til afslutning", "From referral to the end";
    FLOW_STEP = "Trin eller årsag", "Step or cause";
    FLOW_COUNT = "Forløb", "Courses";
    FLOW_OF_PREVIOUS = "Af forrige trin", "Of the step before";
    FLOW_OF_REFERRED = "Af henviste", "Of the referred";
    FLOW_REASONS = "Årsager", "Reasons";
    FLOW_VALUE_FIRST = "{count}", "{count}";
    FLOW_VALUE = "{count} · {previous} af forrige · {referred} af henviste", "{count} · {previous} of previous · {referred} of referred";
    FLOW_VALUE_ENDING = "{count} · {referred} af henviste", "{count} · {referred} of referred";
    FLOW_SAYS_FIRST = "{label}: {count}", "{label}: {count}";
    FLOW_SAYS = "{label}: {count}, {previous} af forrige trin, {referred} af henviste",
        "{label}: {count}, {previous} of the step before, {referred} of the referred";
    FLOW_SAYS_ENDING = "Sluttet før tid, {label}: {count}, {referred} af henviste. {reasons}",
        "Ended early, {label}: {count}, {referred} of the referred. {reasons}";
    FLOW_ENDED_EARLY = "Sluttet før tid, efter årsag", "Ended early, by cause";
    FLOW_REASON = "{label} ({count})", "{label} ({count})";
    FLOW_UNDER_WAY_ONE = "1 forløb er stadig i gang og kan nå længere.", "1 course is still under way and can come further.";
    FLOW_UNDER_WAY = "{count} forløb er stadig i gang og kan nå længere.", "{count} courses are still under way and can come further.";
    FLOW_LISTS = "Gå til forløbene", "Go to the courses";
    FLOW_LISTS_NOTE = "Listerne viser forløbene, som de er i dag, uanset periode.", "The lists show the courses as they are today, whatever the period.";
    FLOW_REASONS_TITLE = "Hvorfor forløb slutter før tid", "Why courses end early";
    FLOW_NO_ENDINGS = "Ingen forløb i perioden er sluttet før tid.", "No course in the period ended early.";
    LIST_OF_WAITING = "Venter på afklarende samtale", "Waiting for the clarifying interview";
    LIST_OF_OPEN = "Forløb i gang", "Courses under way";
    LIST_OF_OVERDUE = "Mangler slutskema", "End form due";
    LIST_OF_GAPS = "Mangler svar til en indikator", "Lacking an answer for an indicator";
    LIST_OF_DRAFTS = "Kladder", "Drafts";
    LIST_OF_FOLLOWUPS = "Mangler opfølgning", "Follow-up due";

    WAIT_TITLE = "Ventetid", "Waiting time";
    WAIT_WHAT = "Dage {label}", "Days {label}";
    WAIT_EMPTY = "Ingen ventetid er afsluttet i perioden.", "Nobody's wait ended in the period.";
    WAIT_MEDIAN = "Median", "Median";
    WAIT_BASIS = "{number} tæller også dem, der har ventet mere end {days} uden samtale. Et forløb tæller den dag, samtalen holdes, eller når de {days} er gået. Prikkerne viser kun dem, der er henvist i perioden og har haft samtalen.",
        "{number} also counts those who have waited more than {days} without an interview. A course counts on the day of the interview, or when the {days} have passed. The dots show only those who were referred in the period and have had the interview.";
    WAIT_STILL = "Venter stadig", "Still waiting";
    WAIT_MISSING = "Kan ikke beregnes", "Cannot be computed";
    WAIT_MISSING_NOTE = "en dato mangler, eller rækkefølgen er forkert", "a date is missing, or the order is wrong";
    WAIT_DAYS_ONE = "1\u{a0}dag", "1\u{a0}day";
    WAIT_DAYS = "{count}\u{a0}dage", "{count}\u{a0}days";
    WAIT_UNIT = "dage", "days";
    WAIT_MEDIAN_LINE = "Median {days}", "Median {days}";
    WAIT_MEDIAN_RANGE = "Median {days} ({low}–{high})", "Median {days} ({low}–{high})";
    WAIT_TARGET_LINE = "Mål {days}", "Target {days}";
    WAIT_FOLD = "over {days}", "over {days}";
    WAIT_COLUMN_DAYS = "Ventetid i dage", "Days waited";
    WAIT_COLUMN_COUNT = "Forløb", "Courses";
    WAIT_COLUMN_UP_TO = "Andel af prikkerne, der højst ventede så længe", "Share of the dots that waited no longer";
    WAIT_TOO_FEW = "For få forløb til et interval (mindst 6)", "Too few courses for an interval (at least 6)";
}
