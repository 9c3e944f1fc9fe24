//! Help, and what the foot of every page points at.

super::phrases! {
    HELP = "Hjælp og tastatur", "Help and keyboard";
    HELP_SHORT = "Hjælp", "Help";
    HELP_LEAD = "Alt kan gøres fra tastaturet. Genveje med én tast virker, når du ikke står i et felt.",
        "Everything can be done from the keyboard. Single-key shortcuts work when you are not in a field.";
    HELP_EVERYWHERE = "Overalt", "Everywhere";
    HELP_WORKLIST = "I arbejdslisten", "In the worklist";
    HELP_FORM = "I et skema", "In a form";
    HELP_COURSE = "På et forløb", "On a course";
    HELP_REGISTER = "I fremmødet og på et hold", "In attendance and in a group";
    HELP_PLAN = "I planen", "In the plan";
    HELP_DATES = "I et datofelt", "In a date field";
    KEY_WORKLIST = "Arbejdslisten", "The worklist";
    KEY_CITIZENS = "Borgere", "Citizens";
    KEY_OVERVIEW = "Overblik", "Overview";
    HELP_NUMBERS = "Til siderne med tal", "To the pages of numbers";
    HELP_CHARTS = "I et diagram", "In a chart";
    KEY_COMPARE = "Sammenlign", "Compare";
    KEY_FLOW = "Forløbsflow", "Course flow";
    KEY_RESULTS = "Resultater", "Results";
    KEY_CASE_MIX = "Borgersammensætning", "Case mix";
    KEY_DATA_QUALITY = "Datakvalitet", "Data quality";
    KEY_REPORTS = "Rapporter", "Reports";
    KEY_DATA = "Data og definitioner", "Data and definitions";
    KEY_POINT = "Forrige og næste punkt", "Previous and next point";
    KEY_POINT_ENDS = "Første og sidste punkt", "First and last point";
    KEY_CELLS = "Felt for felt i en tabel med farver", "Cell by cell in a table of shades";
    KEY_POINT_OPEN = "Punktets forløb eller detaljer", "The point's courses or details";
    KEY_TABLE = "Vis som tabel", "Show as table";
    KEY_EXPORT = "Hent diagrammet", "Download the chart";
    KEY_GROUPS = "Hold og fremmøde", "Groups and attendance";
    KEY_PROFILE = "Indstillinger", "Settings";
    KEY_SEARCH = "Søg en borger", "Search for a citizen";
    KEY_HELP = "Denne hjælp", "This help";
    KEY_CLOSE = "Luk", "Close";
    KEY_FILTER = "Gå til filteret", "Go to the filter";
    KEY_ROWS = "Forrige og næste række", "Previous and next row";
    KEY_OPEN = "Åbn rækken", "Open the row";
    KEY_NEW = "Ny borger", "New citizen";
    KEY_START = "Åbn startskemaet", "Open the start form";
    KEY_END = "Åbn slutskemaet", "Open the end form";
    KEY_ATTENDANCE = "Registrér fremmøde", "Record attendance";
    KEY_UNDER_WAY = "Åbn fremmøde og aftaler", "Open attendance and appointments";
    KEY_CITIZEN_VIEW = "Åbn borgervisningen", "Open the citizen view";
    KEY_ATTENDED = "Fremmødt, og tilbage igen", "Attended, and back again";
    KEY_STATUS = "1 fremmødt, 2 afbud, 3 udeblevet, 4 aflyst af kommunen, 5 erstattet, 0 ikke registreret",
        "1 attended, 2 cancelled by citizen, 3 did not show up, 4 cancelled by municipality, 5 replaced, 0 not recorded";
    KEY_PLAN_SESSIONS = "Planlæg mødegange", "Plan sessions";
    KEY_ALL_ATTENDED = "Alle, der ikke er registreret, er fremmødt", "Everybody not yet recorded attended";
    KEY_ACCEPT = "Tag imod forslaget", "Accept the suggestion";
    KEY_DECLINE = "Afvis forslaget", "Decline the suggestion";
    KEY_ADD_INTERVENTION = "Tilføj en indsats", "Add an intervention";
    KEY_ADD_CONDITION = "Tilføj en tilstand", "Add a condition";
    KEY_ADD_GOAL = "Tilføj et mål", "Add a goal";
    KEY_CARRIED = "Ret et svar fra et tidligere skema", "Correct an answer from an earlier form";
    KEY_MEND = "Skriv det tal, der nok var ment", "Write the number that was probably meant";
    KEY_CALENDAR = "Åbn kalenderen", "Open the calendar";
    KEYS_UP_DOWN = "Pil op, Pil ned", "Up, Down";
    KEYS_LEFT_RIGHT = "Pil venstre, Pil højre", "Left, Right";
    KEYS_ARROWS = "Piletaster", "Arrow keys";
    KEYS_ATTENDED = "Mellemrum, f", "Space, f";
    KEYS_CALENDAR = "Alt+Pil ned", "Alt+Down";
    KEYS_A_IN_GROUP = "a på et hold", "a in a group";
    KEY_NEXT = "Næste felt", "Next field";
    KEY_DIGIT = "Vælg svaret med det nummer", "Choose the answer with that number";
    KEY_CLEAR = "Fjern svaret", "Clear the answer";
    KEY_SECTION = "Forrige og næste afsnit", "Previous and next section";
    KEY_MISSING = "Hvorfor værdien mangler", "Why the value is missing";
    KEY_MISSING_LETTERS = "Ikke målt, ikke relevant, ønsker ikke at svare, ved ikke",
        "Not measured, not applicable, declined, don't know";
    KEY_DEFINITION = "Feltets definition", "The field's definition";
    KEY_SAVE = "Gem nu", "Save now";
    KEY_COMPLETE = "Afslut skemaet", "Complete the form";
    KEY_DATE = "12. februar 2026", "12 February 2026";
    KEY_TODAY = "I dag", "Today";
    KEY_DAYS_BACK = "I går, for 14 dage siden", "Yesterday, 14 days ago";
    KEY_DAY_MONTH = "Den seneste 12. februar", "The most recent 12 February";
    SUPPORT = "Support", "Support";
    ABOUT = "Om HjerteKom", "About HjerteKom";
    PRIVACY = "Privatliv", "Privacy";
    PRIVACY_WHO = "Kommunen er dataansvarlig for sine forløb. Oplysningerne bruges til behandling og til at følge kvaliteten af hjerterehabiliteringen.",
        "The municipality is the controller of its courses. The data are used for treatment and for following the quality of cardiac rehabilitation.";
    PRIVACY_BROWSER = "Din browser gemmer kun dine egne valg: sprog, udseende, taster, gemte visninger og det, du sidst valgte i et felt, fx en testtype. Borgeres oplysninger ligger på serveren, også kladder.",
        "Your browser keeps only your own choices: language, appearance, keys, saved views and what you last chose in a field, e.g. a type of test. Citizens' data are on the server, drafts included.";
    PRIVACY_JOURNAL = "Din browser gemmer dine egne valg: sprog, udseende, taster, gemte visninger og det, du sidst valgte i et felt, fx en testtype. Det, du skriver uden forbindelse, gemmes krypteret på denne computer i højst 72 timer, og kun til serveren har det. Når du logger af, slettes det.",
        "Your browser keeps your own choices: language, appearance, keys, saved views and what you last chose in a field, e.g. a type of test. What you type without a connection is kept encrypted on this computer for at most 72 hours, and only until the server has it. Logging out deletes it.";
    PRIVACY_LOG = "Hvert opslag på en borger skrives i adgangsloggen med navn, tidspunkt og formål.",
        "Every look-up of a citizen is written to the access log with name, time and purpose.";
    ACCESSIBILITY = "Tilgængelighed", "Accessibility";
    ACCESSIBILITY_TEXT = "HjerteKom er bygget efter WCAG 2.2 niveau AA og kan bruges med tastatur, skærmlæser og forstørrelse.",
        "HjerteKom is built to WCAG 2.2 level AA and can be used with keyboard, screen reader and magnification.";
    ACCESSIBILITY_STATEMENT = "Tilgængelighedserklæring", "Accessibility statement";
    ACCESSIBILITY_NONE = "Kommunen har endnu ikke oplyst adressen på sin tilgængelighedserklæring.",
        "The municipality has not yet stated the address of its accessibility statement.";
    VERSION = "Version {version}", "Version {version}";
    LICENCES = "Skriften er IBM Plex Sans (OFL 1.1). Farver og formularer følger Det Fælles Designsystem (MIT).",
        "The typeface is IBM Plex Sans (OFL 1.1). Colours and forms follow Det Fælles Designsystem (MIT).";
}
