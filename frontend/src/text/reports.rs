//! The printed report.

super::phrases! {
    REPORT_TITLE = "Rapport", "Report";
    REPORT_TITLE_QUARTER = "Kvartalsrapport", "Quarterly report";
    REPORT_TITLE_YEAR = "Årsrapport", "Annual report";
    REPORT_OF = "{unit} · {period}", "{unit} · {period}";
    REPORT_MADE = "Udskrevet {date}. Data opdateret kl. {time}.", "Printed {date}. Data updated at {time}.";
    REPORT_PRINT = "Udskriv", "Print";
    REPORT_SET = "Indikatorsæt", "Indicator set";
    REPORT_SET_USUAL = "Kommunens egne (højst 12)", "The municipality's own (at most 12)";
    REPORT_SAVED = "Gemte rapporter", "Saved reports";
    REPORT_SAVED_NONE = "Gem en visning for at lave en rapport, du kan åbne igen med ét klik.",
        "Save a view to make a report you can open again with one click.";
    REPORT_SAVED_NOTE = "Listen gemmes i denne browser. Den indeholder kun valgene, ikke tallene.",
        "The list is kept in this browser. It holds the choices only, not the numbers.";
    REPORT_SAVE = "Gem visningen", "Save this view";
    REPORT_SAVE_NAME = "Navn på visningen", "Name of the view";
    REPORT_SAVE_NAME_HELP = "Fx Kvartalsmøde. Skriv ikke noget om borgere.", "E.g. Quarterly meeting. Write nothing about citizens.";
    REPORT_SAVE_NAME_EMPTY = "Skriv et navn", "Enter a name";
    REPORT_SAVED_DONE = "Visningen »{name}« er gemt.", "The view “{name}” is saved.";
    REPORT_REMOVE = "Fjern {name}", "Remove {name}";
    REPORT_REMOVED = "Visningen »{name}« er fjernet.", "The view “{name}” is removed.";
    REPORT_KEY = "Det vigtigste", "Main points";
    REPORT_CHANGED = "{indicator}: {now} mod {before} i perioden før. {variation}.", "{indicator}: {now} against {before} in the period before. {variation}.";
    REPORT_CHANGED_ONLY = "{indicator}: {now}. {variation}.", "{indicator}: {now}. {variation}.";
    REPORT_UNCHANGED = "Ingen indikator viser signal om ændring.", "No indicator shows a signal of change.";
    REPORT_UNCHANGED_SOME = "Ingen af de indikatorer, der kan vurderes, viser signal om ændring. Resten har for få målinger.",
        "None of the indicators that can be judged shows a signal of change. The others have too few measurements.";
    REPORT_NONE_JUDGED = "Der er for få målinger til at se, om noget har ændret sig.",
        "There are too few measurements to see whether anything has changed.";
    REPORT_NO_COURSES = "Der er ingen forløb i perioden.", "There are no courses in the period.";
    REPORT_TARGET_NOT = "Når ikke målet uden ændringer: {indicators}.", "Does not reach the target without changes: {indicators}.";
    REPORT_TARGET_MET = "Når målet stabilt: {indicators}.", "Reaches the target steadily: {indicators}.";
    REPORT_MISSING_END_ONE = "Ét forløb mangler slutskema.", "One course lacks its end form.";
    REPORT_MISSING_END = "{count} forløb mangler slutskema.", "{count} courses lack their end form.";
    REPORT_OVERVIEW = "Indikatorerne", "The indicators";
    REPORT_COLUMN_SHARE = "Andel", "Share";
    REPORT_COLUMN_BEFORE = "Før", "Before";
    REPORT_COLUMN_CLUSTER = "Klynge", "Cluster";
    REPORT_COLUMN_REGION = "Region", "Region";
    REPORT_COLUMN_ALL = "Alle", "All";
    REPORT_COLUMN_VARIATION = "Udvikling og mål", "Development and target";
    REPORT_INTERVAL = "{low} til {high}", "{low} to {high}";
    REPORT_OVERVIEW_NOTE = "Andel med tæller, nævner og 95\u{a0}% konfidensinterval. Før er {period}. Klynge, region og alle er offentliggjorte tal, hele procent og afrundet. En streg betyder intet tal eller for få forløb.",
        "Share with numerator, denominator and 95% confidence interval. Before is {period}. Cluster, region and all are published numbers, in whole per cent and rounded. A dash means no number or too few courses.";
    REPORT_FOREST = "Sammenligning", "Comparison";
    REPORT_FOREST_NOTE = "{period}: jeres egne tal ved siden af klynge, region og alle, med antal forløb i parentes. Ikke justeret for forskelle mellem borgerne.",
        "{period}: your own numbers beside cluster, region and all, with the number of courses in brackets. Not adjusted for differences between citizens.";
    REPORT_FOREST_AGAINST = "{share} ({ratio}) mod {all} i hele HjerteKom.", "{share} ({ratio}) against {all} in all of HjerteKom.";
    REPORT_FOREST_ALONE = "{share} ({ratio}). Der er ingen samlet andel at sammenligne med.", "{share} ({ratio}). There is no share of all to compare with.";
    REPORT_FOREST_NONE = "Der er ikke offentliggjort tal at sammenligne med.", "No numbers have been published to compare with.";
    REPORT_HIDDEN = "skjult", "hidden";
    REPORT_FLOW = "Forløbsflow", "Course flow";
    REPORT_FLOW_STEP = "Trin", "Step";
    REPORT_FLOW_COUNT = "Forløb", "Courses";
    REPORT_FLOW_OF_PREVIOUS = "Af trinnet før", "Of the step before";
    REPORT_FLOW_OF_REFERRED = "Af henviste", "Of the referred";
    REPORT_FLOW_ENDINGS = "Stoppet før tid", "Ended early";
    REPORT_QUALITY = "Komplethed", "Completeness";
    REPORT_QUALITY_WHAT = "Hvad", "What";
    REPORT_QUALITY_FOUND = "Udfyldt", "Filled";
    REPORT_QUALITY_ALL = "Alle felter, der tæller (komplethed)", "All fields that count (completeness)";
    REPORT_QUALITY_COVERAGE = "Forløb med startskema af henviste (dækningsgrad)", "Courses with a start form of those referred (coverage)";
    REPORT_QUALITY_IN_TIME = "Skemaer afsluttet senest 14 dage efter måneden", "Forms completed at most 14 days after the month";
    REPORT_COMMENTS = "Kommentarer", "Comments";
    REPORT_COMMENTS_NONE = "Ingen har skrevet kommentarer til datoer i perioden.", "Nobody has commented on dates in the period.";
    REPORT_PART_FAILED = "Denne del kunne ikke hentes. Genindlæs siden, før du udskriver.", "This part could not be fetched. Reload the page before printing.";
}
