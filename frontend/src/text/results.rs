//! What changes from start to end.

super::phrases! {
    RESULTS_TITLE = "Resultater", "Results";
    RESULTS_MEASURE = "Måling", "Measure";
    RESULTS_NO_MEASURES = "Programmet måler ikke noget både ved start og ved slut.", "The programme measures nothing both at the start and at the end.";
    RESULTS_PAIRED = "Målt begge gange", "Measured both times";
    RESULTS_UNPAIRED = "Uden slutværdi", "Without an end value";
    RESULTS_UNPAIRED_NOTE = "målt ved start, ikke ved slut", "measured at the start, not at the end";
    RESULTS_MEAN = "Gennemsnitlig ændring", "Mean change";
    RESULTS_SHARE = "Andel, der {label}", "Share who {label}";
    RESULTS_MOVES_CAPTION = "{label}: fra svar ved start til svar ved slut", "{label}: from the answer at the start to the answer at the end";
    RESULTS_MOVES_AT_START = "Ved start", "At the start";
    RESULTS_MOVES_TO = "Slut: {label}", "End: {label}";
}
