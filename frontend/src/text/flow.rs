//! Course flow and waiting, and what the pages of management information share.

super::phrases! {
    NUMBERS_LEAD = "{unit} · {from} – {to} · {basis}", "{unit} · {from} – {to} · {basis}";
    NUMBERS_N_ONE = "1 forløb", "1 course";
    NUMBERS_N = "{count} forløb", "{count} courses";
    NUMBERS_RANGE = "usikkerhed {low} til {high}", "uncertainty {low} to {high}";
    NUMBERS_LONGER = "Vælg en længere periode.", "Choose a longer period.";
    NUMBERS_NONE = "–", "–";

    FLOW_TITLE = "Forløbsflow", "Course flow";
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
    WAIT_MEDIAN = "Median", "Median";
    WAIT_BASIS = "{number} tæller også dem, der har ventet mere end {days} uden samtale. Et forløb tæller den dag, samtalen holdes, eller når de {days} er gået. Prikkerne viser kun dem, der er henvist i perioden og har haft samtalen.",
        "{number} also counts those who have waited more than {days} without an interview. A course counts on the day of the interview, or when the {days} have passed. The dots show only those who were referred in the period and have had the interview.";
    WAIT_STILL = "Venter stadig", "Still waiting";
    WAIT_MISSING = "Kan ikke beregnes", "Cannot be computed";
    WAIT_MISSING_NOTE = "en dato mangler, eller rækkefølgen er forkert", "a date is missing, or the order is wrong";
    WAIT_TOO_FEW = "For få forløb til et interval (mindst 6)", "Too few courses for an interval (at least 6)";
}
