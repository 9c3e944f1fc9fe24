//! What is shared: the text for the record, the citizen view, the closing note.

super::phrases! {
    COPY_JOURNAL = "Kopiér til journal", "Copy to record";
    COPIED = "Kopieret. Sæt ind med Ctrl+V.", "Copied. Paste with Ctrl+V.";
    COPY_BY_HAND = "Browseren kopierer ikke selv. Teksten er valgt: tryk Ctrl+C.",
        "The browser does not copy by itself. The text is selected: press Ctrl+C.";
    COPY_CLOSE = "Luk teksten", "Close the text";
    PRINT = "Print", "Print";
    CITIZEN_VIEW = "Borgervisning", "Citizen view";
    CITIZEN_TITLE = "{name} – din udvikling", "{name} – your progress";
    CITIZEN_FRONT = "Din udvikling", "Your progress";
    CITIZEN_BACK = "Samlet oversigt", "All in one";
    CITIZEN_SIDES = "Vælg side", "Choose side";
    CITIZEN_MEASURES = "Vælg måling", "Choose measure";
    CITIZEN_PREVIOUS = "Forrige måling", "Previous measure";
    CITIZEN_NEXT = "Næste måling", "Next measure";
    CITIZEN_POSITION = "{number} af {count}", "{number} of {count}";
    CITIZEN_LARGER = "Større tekst", "Larger text";
    CITIZEN_SMALLER = "Mindre tekst", "Smaller text";
    CITIZEN_CLOSE = "Luk", "Close";
    CITIZEN_KEYS = "Piletaster skifter måling. + og - ændrer tekstens størrelse. Esc lukker.",
        "Arrow keys change the measure. + and - change the size of the text. Esc closes.";
    CITIZEN_EMPTY = "Der er ingen målinger endnu", "There are no measurements yet";
    CITIZEN_EMPTY_HINT = "Målingerne vises her, når et skema er afsluttet.",
        "The measurements are shown here when a form has been completed.";
    CITIZEN_TABLE = "Alle dine målinger", "All your measurements";
    CITIZEN_GOALS = "Dine aftaler", "Your agreements";
    CITIZEN_GOALS_NONE = "Der er ikke skrevet aftaler endnu.", "No agreements have been written yet.";
    CITIZEN_MEANING = "Det betyder tallene", "What the numbers mean";
    CITIZEN_WITH = "Talt igennem {date} med {name}", "Talked through on {date} with {name}";
    CITIZEN_OWN = "Her ser du kun dine egne målinger.", "Here you see only your own measurements.";
    COLUMN_MEASURE = "Måling", "Measure";
    COLUMN_START = "Start", "Start";
    COLUMN_NOW = "Nu", "Now";
    COLUMN_CHANGE = "Ændring", "Change";
    NOT_MEASURED_AGAIN = "ikke målt igen", "not measured again";
    COLUMN_DAY = "Dato", "Date";
    COLUMN_RESULT = "Resultat", "Result";
    CHART_AT_START = "{value} (start)", "{value} (start)";
    CHART_NOW = "{value} (nu)", "{value} (now)";
    CHART_POINT = "{date}: {value}", "{date}: {value}";
    CHART_KEYS = "Diagram. Pil til venstre og højre viser én måling ad gangen.",
        "Chart. Left and right arrow show one measurement at a time.";
    SHOW_TABLE = "Vis som tabel", "Show as table";
    NOTE = "Afslutningsnotat", "Closing note";
    NOTE_TITLE = "Afslutningsnotat – {name}", "Closing note – {name}";
    NOTE_LEAD = "Til sygehus og egen læge. Teksten er samlet fra forløbets skemaer. CPR-nummeret sættes på, når notatet sendes fra jeres eget system.",
        "To hospital and general practitioner. The text is gathered from the forms of the course. The CPR number is added when the note is sent from your own system.";
    NOTE_ADD = "Tilføj til »{part}«", "Add to \"{part}\"";
    NOTE_KEPT = "Det, du tilføjer, gemmes ikke i HjerteKom. Kopiér eller print notatet, før du lukker browseren.",
        "What you add is not saved in HjerteKom. Copy or print the note before you close the browser.";
    NOTE_COPY = "Kopiér notatet", "Copy the note";
    NOTE_OPEN_COURSE = "Forløbet er ikke afsluttet endnu. Notatet viser det, der er skrevet indtil nu.",
        "The course has not ended yet. The note shows what has been written so far.";
    NOTE_NOTHING = "Intet registreret", "Nothing recorded";
}
