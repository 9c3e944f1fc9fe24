//! The course page.

super::phrases! {
    COURSE_TITLE = "Forløb – {name}", "Course – {name}";
    COURSE_STATUS = "Forløbets status", "Status of the course";
    STEP_REFERRED = "Henvist", "Referred";
    STEP_CLARIFIED = "Afklarende samtale", "Clarifying interview";
    STEP_RUNNING = "I gang", "Under way";
    STEP_ENDED = "Afsluttet", "Ended";
    FORMS = "Skemaer", "Forms";
    FORM_NOT_STARTED = "Ikke påbegyndt", "Not started";
    FORM_DRAFT = "Kladde", "Draft";
    FORM_DRAFT_ON_TOP = "Afsluttet, rettes nu", "Completed, being corrected";
    FORM_COMPLETED = "Afsluttet {date}", "Completed {date}";
    FORM_FILL = "Udfyld", "Fill in";
    FORM_CONTINUE = "Fortsæt", "Continue";
    FORM_SEE = "Se og ret", "View and correct";
    OUTCOMES = "Tæller forløbet med?", "Does the course count?";
    OUTCOMES_LEAD = "Sådan indgår forløbet i indikatorerne. Åbn en linje for at se hvorfor.",
        "How the course enters the indicators. Open a line to see why.";
    OUTCOMES_NONE = "Forløbet indgår i indikatorerne, når et skema er afsluttet.",
        "The course enters the indicators when a form has been completed.";
    OUTCOME_COUNTED_ON = "Tæller på datoen {date}", "Counts on {date}";
    OUTCOME_WHY_FULFILLED = "Tæller med, og målet er nået.", "Counted, and the goal is met.";
    OUTCOME_WHY_NOT_FULFILLED = "Tæller med, men målet er ikke nået.", "Counted, but the goal is not met.";
    OUTCOME_WHY_MISSING = "Kan ikke afgøres, fordi et svar mangler.", "Cannot be decided because an answer is missing.";
    OUTCOME_WHY_EXCLUDED = "Udelades efter indikatorens regel.", "Left out by a rule of the indicator.";
    OUTCOME_WHY_PENDING = "Afventer – det er for tidligt at afgøre.", "Pending – it is too early to decide.";
    OUTCOME_WHY_LATER = "Afgøres, når skemaet »{form}« er afsluttet.", "Decided when the form »{form}« is completed.";
    OUTCOME_WHY_OUTSIDE = "Tælles ikke med, fordi indikatoren ikke gælder forløbet.", "Not counted, because the indicator does not concern the course.";
    RULE_APPLIES = "Gælder indikatoren forløbet?", "Does the indicator concern the course?";
    RULE_EXCLUDED = "Skal forløbet udelades?", "Is the course to be left out?";
    RULE_PENDING = "Er det for tidligt at afgøre?", "Is it too early to decide?";
    RULE_FULFILLED = "Er målet nået?", "Is the goal met?";
    RULE_TRUE = "Ja", "Yes";
    RULE_FALSE = "Nej", "No";
    RULE_UNKNOWN = "Kan ikke afgøres", "Cannot be decided";
    RULE_TEXT = "Reglen, som den er skrevet", "The rule as written";
    STEP_DAYS_ONE = "1 dag imellem", "1 day apart";
    STEP_DAYS = "{days} dage imellem", "{days} days apart";
    STEP_FORM_COMPLETED = "{form} er afsluttet", "{form} is completed";
    STEP_FORM_NOT_COMPLETED = "{form} er ikke afsluttet", "{form} is not completed";
    COURSE_NUMBER = "Forløb nr. {number}", "Course no. {number}";
    VALUE_NONE = "ikke besvaret", "not answered";
    COURSE_EVENTS = "Forløb", "Course";
}
