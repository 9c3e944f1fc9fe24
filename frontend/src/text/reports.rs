//! The printed report.

super::phrases! {
    REPORT_TITLE = "Rapport", "Report";
    REPORT_TITLE_QUARTER = "Kvartalsrapport", "Quarterly report";
    REPORT_TITLE_YEAR = "Årsrapport", "Annual report";
    REPORT_OF = "{unit} · {period}", "{unit} · {period}";
    REPORT_MADE = "Udskrevet {date}. Data opdateret kl. {time}.", "Printed {date}. Data updated at {time}.";
    REPORT_KNOWN = "Tallene er, som de var kendt den {date}.", "The numbers are as they were known on {date}.";
    REPORT_NOT_KNOWN = "Forløbsflow og komplethed findes kun, som de er i dag, og er derfor ikke med i en rapport med tal fra en tidligere dag.",
        "Course flow and completeness are only there as they are today, so a report with the numbers of an earlier day is without them.";
    REPORT_EVERY = "Udkommer", "Comes";
    REPORT_EVERY_NONE = "Ikke fast", "Not regularly";
    REPORT_EVERY_QUARTER = "Hvert kvartal", "Every quarter";
    REPORT_EVERY_YEAR = "Hvert år", "Every year";
    REPORT_DAYS = "Dage fra periodens slutning, til tallene tages", "Days from the end of the period until the numbers are taken";
    REPORT_DAYS_WRONG = "Skriv et helt tal fra 0 til 90", "Enter a whole number from 0 to 90";
    REPORT_ISSUED_QUARTER = "Kvartalsrapport {period}, tallene som kendt {date}", "Quarterly report {period}, the numbers as known on {date}";
    REPORT_ISSUED_YEAR = "Årsrapport {period}, tallene som kendt {date}", "Annual report {period}, the numbers as known on {date}";
    REPORT_NEW = "Ny", "New";
    REPORT_NEXT = "Næste: {period}, kommer {date}.", "Next: {period}, comes on {date}.";
    REPORT_DUE = "{period} er slut. Tallene tages {known}, og rapporten kommer {date}.",
        "{period} is over. The numbers are taken on {known}, and the report comes on {date}.";
    REPORT_PRINT = "Udskriv", "Print";
    REPORT_SET = "Indikatorsæt", "Indicator set";
    REPORT_SET_USUAL = "Kommunens egne (højst 12)", "The municipality's own (at most 12)";
    REPORT_SAVED = "Gemte rapporter", "Saved reports";
    REPORT_SAVED_NONE = "Gem en visning for at lave en rapport, du kan åbne igen med ét klik.",
        "Save a view to make a report you can open again with one click.";
    REPORT_SAVED_NOTE = "Listen gemmes i denne browser. Den indeholder kun valgene, ikke tallene. En fast rapport viser de samme tal, uanset hvornår du åbner den.",
        "The list is kept in this browser. It holds the choices only, not the numbers. A regular report shows the same numbers whenever you open it.";
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
    REPORT_COLUMN_VARIATION = "Udvikling og mål", "Development and target";
    REPORT_INTERVAL = "{low} til {high}", "{low} to {high}";
    REPORT_OVERVIEW_NOTE = "Andel med tæller, nævner og 95\u{a0}% konfidensinterval. Før er {period}. Klynge, region og alle er offentliggjorte tal, hele procent og afrundet. En streg betyder intet tal eller for få forløb.",
        "Share with numerator, denominator and 95% confidence interval. Before is {period}. Cluster, region and all are published numbers, in whole per cent and rounded. A dash means no number or too few courses.";
    REPORT_FOREST = "Sammenligning", "Comparison";
    REPORT_FOREST_NONE = "Der er ikke offentliggjort tal at sammenligne med.", "No numbers have been published to compare with.";
    REPORT_FOREST_KNOWN = "Klynge, region og alle er fra offentliggørelsen {published}, den seneste den dag.",
        "Cluster, region and all are from the publication of {published}, the newest on that day.";
    REPORT_FOREST_KNOWN_ALL = "Alle tal her, også jeres egne, er fra offentliggørelsen {published}, den seneste den dag.",
        "All numbers here, your own included, are from the publication of {published}, the newest on that day.";
    REPORT_FOREST_NONE_KNOWN = "Den dag var der ikke offentliggjort tal at sammenligne med.", "On that day no numbers had been published to compare with.";
    REPORT_FLOW = "Forløbsflow", "Course flow";
    REPORT_FLOW_STEP = "Trin", "Step";
    REPORT_FLOW_COUNT = "Forløb", "Courses";
    REPORT_FLOW_OF_PREVIOUS = "Af trinnet før", "Of the step before";
    REPORT_FLOW_OF_REFERRED = "Af henviste", "Of the referred";
    REPORT_FLOW_ENDINGS = "Stoppet før tid", "Ended early";
    REPORT_STILL_WAITING = "Venter stadig på samtalen: {count}.", "Still waiting for the interview: {count}.";
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
