//! Worklist and citizens.

super::phrases! {
    WORKLIST = "Arbejdsliste", "Worklist";
    WORKLIST_LEAD = "Forløb, der venter på dig og dit team.", "Courses waiting for you and your team.";
    WORKLIST_FILTER = "Filtrér på navn", "Filter by name";
    WORKLIST_EMPTY = "Ingen opgaver lige nu.", "Nothing to do right now.";
    WORKLIST_EMPTY_HINT = "Opret en borger, eller find en, der allerede er her.", "Register a citizen, or find one who is already here.";
    WORKLIST_MORE = "Viser {shown} af {total}", "Showing {shown} of {total}";
    WORKLIST_FILTERED = "Filteret ser kun de første {shown} af {total}", "The filter sees only the first {shown} of {total}";
    GROUP_MISSING_END = "Mangler slutskema", "End form due";
    GROUP_MISSING_END_NOTE = "Startet for mere end 12 uger siden", "Started more than 12 weeks ago";
    GROUP_DRAFTS = "Kladder", "Drafts";
    GROUP_DRAFTS_NOTE = "Påbegyndte skemaer, der ikke er afsluttet", "Forms begun but not completed";
    GROUP_REFERRED = "Henvist – venter på afklarende samtale", "Referred – waiting for the clarifying interview";
    ROW_REFERRED = "Henvist {date}", "Referred {date}";
    ROW_ENDED = "Afsluttet {date}", "Ended {date}";
    SHOW_ALL = "Vis alle {total}", "Show all {total}";
    ROW_STARTED = "Startede {date}", "Started {date}";
    ROW_DAYS_ONE = "1 dag", "1 day";
    ROW_DAYS = "{count} dage", "{count} days";
    ROW_YEARS = "{years} år", "{years} years";
    ROW_OPEN = "Åbn", "Open";
    ROW_CONTINUE = "Fortsæt", "Continue";
    GROUP_GAPS = "Datamangler", "Missing data";
    GROUP_GAPS_NOTE = "Indikatorer, der ikke kan afgøres, fordi et svar mangler", "Indicators that cannot be decided because an answer is missing";
    NEXT_REFERRAL = "Henvisning", "Referral";
    NEXT_START = "Startskema", "Start form";
    NEXT_END = "Slutskema", "End form";
    NEXT_FOLLOWUP = "Opfølgning", "Follow-up";
    NEW_CITIZEN = "Ny borger", "New citizen";
    CITIZENS = "Borgere", "Citizens";
    CITIZENS_SEARCH_LABEL = "CPR-nummer, navn eller fødselsdato", "CPR number, name or date of birth";
    CITIZENS_SEARCH_HELP = "Fx 140356-1234, Anna Borg eller 14.03.1956. Kun borgere i {unit}.", "E.g. 140356-1234, Anna Borg or 14.03.1956. Only citizens in {unit}.";
    CITIZENS_SEARCH = "Søg", "Search";
    CITIZENS_NONE = "Ingen i {unit} passer til søgningen.", "Nobody in {unit} matches the search.";
    CITIZENS_RECENT = "Senest ændret", "Changed last";
    CITIZENS_FOUND_ONE = "1 borger", "1 citizen";
    CITIZENS_FOUND = "{count} borgere", "{count} citizens";
    CITIZENS_TOO_SHORT = "Skriv mindst to bogstaver, et CPR-nummer eller en fødselsdato", "Enter at least two letters, a CPR number or a date of birth";
    CITIZEN_NEW_TITLE = "Ny borger", "New citizen";
    CITIZEN_NEW_LEAD = "CPR-nummeret afgør, om borgeren allerede er her.", "The CPR number decides whether the citizen is already here.";
    CITIZEN_KNOWN = "{name} er allerede oprettet med det nummer.", "{name} is already registered with that number.";
    CPR = "CPR-nummer", "CPR number";
    CPR_HELP = "Ti tegn, med eller uden bindestreg. Har borgeren et erstatningsnummer, så skriv det.",
        "Ten characters, with or without a hyphen. If the citizen has a replacement number, enter that.";
    CPR_EMPTY = "Skriv CPR-nummeret, ti tegn", "Enter the CPR number, ten characters";
    CPR_UNUSUAL = "Det sidste ciffer passer ikke til resten af nummeret, som det plejer. Er nummeret rigtigt, så bekræft det.",
        "The last digit does not usually go with the rest of the number. If the number is right, confirm it.";
    NAME = "Navn", "Name";
    NAME_EMPTY = "Skriv borgerens navn", "Enter the citizen's name";
    SEX = "Køn", "Sex";
    SEX_EMPTY = "Vælg køn", "Choose sex";
    BORN = "Født {date}", "Born {date}";
    BIRTH_DATE_EMPTY = "Skriv fødselsdatoen, fx 11.03.1950", "Enter the date of birth, e.g. 11.03.1950";
    BIRTH_DATE_HELP = "Nummeret fortæller ikke fødselsdatoen. Skriv den med fire cifre i årstallet, fx 11.03.1950",
        "The number does not tell the date of birth. Enter it with a four-digit year, e.g. 11.03.1950";
    BIRTH_DATE = "Fødselsdato", "Date of birth";
    CITIZEN_CREATE = "Opret borger", "Register citizen";
    CITIZEN_CREATING = "Opretter …", "Registering …";
    COURSES = "Forløb", "Courses";
    COURSES_NONE = "Borgeren har endnu ingen forløb.", "The citizen has no courses yet.";
    COURSE_OPEN_NEW = "Opret forløb", "Open course";
}
