//! What changes from start to end.

super::phrases! {
    RESULTS_TITLE = "Resultater", "Results";
    RESULTS_BASIS = "efter afslutningsdato", "by date of ending";
    RESULTS_MEASURE = "Måling", "Measure";
    RESULTS_NO_MEASURES = "Programmet måler ikke noget både ved start og ved slut.", "The programme measures nothing both at the start and at the end.";
    RESULTS_EMPTY = "Ingen forløb i perioden har målingen både ved start og ved slut.",
        "No course in the period has the measure both at the start and at the end.";
    RESULTS_START = "Start", "Start";
    RESULTS_END = "Slut", "End";
    RESULTS_CHANGE = "Ændring", "Change";
    RESULTS_CITIZEN = "Borger", "Citizen";
    RESULTS_REACHED = "Grænsen nået", "Reaches the threshold";
    RESULTS_KEY_START = "ved start", "at the start";
    RESULTS_KEY_END = "ved slut", "at the end";
    RESULTS_KEY_REACHED = "ved slut, grænsen nået", "at the end, threshold reached";
    RESULTS_LEVEL = "Grænse {value}", "Threshold {value}";
    RESULTS_SAYS = "{start} ved start, {end} ved slut, ændring {change}", "{start} at the start, {end} at the end, change {change}";
    RESULTS_SAYS_REACHED = "{start} ved start, {end} ved slut, ændring {change}, grænsen nået", "{start} at the start, {end} at the end, change {change}, reaches the threshold";
    RESULTS_NO_CHANGE = "ingen ændring", "no change";
    RESULTS_COUNTED = "Antal borgere", "Number of citizens";
    RESULTS_FROM = "Ændring fra", "Change from";
    RESULTS_TO = "til under", "to below";
    RESULTS_SAYS_BIN_ONE = "Ændring fra {from} til under {to}: 1 borger", "Change from {from} to below {to}: 1 citizen";
    RESULTS_SAYS_BIN = "Ændring fra {from} til under {to}: {count} borgere", "Change from {from} to below {to}: {count} citizens";
    RESULTS_UP = "Højere er bedre", "Higher is better";
    RESULTS_DOWN = "Lavere er bedre", "Lower is better";
    RESULTS_PAIRED = "Målt begge gange", "Measured both times";
    RESULTS_UNPAIRED = "Uden slutværdi", "Without an end value";
    RESULTS_UNPAIRED_NOTE = "målt ved start, ikke ved slut", "measured at the start, not at the end";
    RESULTS_MEAN = "Gennemsnitlig ændring", "Mean change";
    RESULTS_SHARE = "Andel, der {label}", "Share who {label}";
    RESULTS_MOVES_CAPTION = "{label}: fra svar ved start til svar ved slut", "{label}: from the answer at the start to the answer at the end";
    RESULTS_MOVES_START = "Ved start", "At the start";
    RESULTS_MOVES_TOTAL = "I alt", "In all";
    RESULTS_MOVES_TO = "Slut: {label}", "End: {label}";
    RESULTS_MOVES_NOTE = "Procenterne er af rækken: dem, der gav samme svar ved start.", "Percentages are of the row: those who gave the same answer at the start.";
    RESULTS_TOO_FEW = "Under 10 borgere: Kun de, der må se forløbene, ser hver borgers ændring.", "Fewer than 10 citizens: only those who may see the courses see how each citizen changed.";
    RESULTS_HISTOGRAM_NOTE = "Søjlerne tæller borgere efter, hvor meget de har ændret sig.", "The bars count citizens by how much they changed.";
}
