//! The frame, log-in, and what every screen shares.

super::phrases! {
    PRODUCT = "HjerteKom", "HjerteKom";
    PRODUCT_LINE = "Hjerterehabilitering i kommunen", "Municipal cardiac rehabilitation";
    SKIP_TO_CONTENT = "Gå til indhold", "Skip to content";
    DEMO_LABEL = "Demonstration", "Demonstration";
    DEMO_BANNER = "Demonstration med opdigtede borgere. Skriv aldrig oplysninger om rigtige mennesker her.",
        "Demonstration with invented citizens. Never enter information about real people here.";
    NAV_LABEL = "Hovedmenu", "Main menu";
    NAV_WORKLIST = "Arbejdsliste", "Worklist";
    NAV_CITIZENS = "Borgere", "Citizens";
    NAV_OVERVIEW = "Overblik", "Overview";
    NAV_NUMBERS_LABEL = "Sider med tal", "Pages of numbers";
    NAV_COMPARE = "Sammenlign", "Compare";
    NAV_FLOW = "Forløbsflow", "Course flow";
    NAV_RESULTS = "Resultater", "Results";
    NAV_CASE_MIX = "Borgersammensætning", "Case mix";
    NAV_DATA_QUALITY = "Datakvalitet", "Data quality";
    NAV_REPORTS = "Rapporter", "Reports";
    NAV_DATA = "Data", "Data";
    MENU = "Menu", "Menu";
    USER_MENU = "Brugermenu for {name}", "User menu for {name}";
    THEME = "Farver", "Colours";
    THEME_LIGHT = "Lyse", "Light";
    THEME_DARK = "Mørke", "Dark";
    THEME_SYSTEM = "Følg systemet", "Follow the system";
    DENSITY = "Tæthed", "Density";
    DENSITY_COMFORT = "Komfort", "Comfort";
    DENSITY_COMPACT = "Kompakt", "Compact";
    ENTER_MOVES = "Enter går til næste felt i et skema", "Enter moves to the next field of a form";
    SINGLE_KEYS = "Genveje med én tast, fx n for ny borger", "Single-key shortcuts, e.g. n for new citizen";
    SHARED = "Fælles computer", "Shared computer";
    SHARED_HELP = "Til, når flere bruger computeren: Du skal logge ind igen efter 10 minutter uden aktivitet. Computeren gemmer ingen kladder og glemmer de andre valg, når du logger af.",
        "On when several people use the computer: you log in again after 10 minutes without activity. The computer keeps no drafts and forgets the other choices when you log out.";
    ON = "Til", "On";
    OFF = "Fra", "Off";
    LANGUAGE = "Sprog", "Language";
    LOG_OUT = "Log af", "Log out";
    PROFILE = "Indstillinger", "Settings";
    PROFILE_NOTE = "Valgene gemmes i denne browser.", "The choices are kept in this browser.";
    LOG_IN = "Log ind", "Log in";
    USERNAME = "Brugernavn", "User name";
    PASSWORD = "Adgangskode", "Password";
    USERNAME_EMPTY = "Skriv dit brugernavn", "Enter your user name";
    PASSWORD_EMPTY = "Skriv din adgangskode", "Enter your password";
    LOG_IN_FAILED = "Brugernavn eller adgangskode er forkert. Prøv igen.", "The user name or password is wrong. Try again.";
    LOG_IN_FAILED_WAY = "Har du glemt adgangskoden, så bed kommunens lokaladministrator om en ny.",
        "If you have forgotten the password, ask your municipality's administrator for a new one.";
    CAPS_LOCK = "Caps Lock er slået til", "Caps Lock is on";
    LOGGED_OUT = "Du er logget af. Dine kladder er gemt.", "You are logged out. Your drafts are saved.";
    ERROR_PREFIX = "Fejl: ", "Error: ";
    WARNING_PREFIX = "Tjek: ", "Check: ";
    LOADING = "Henter …", "Loading …";
    LOADING_SLOW = "Det tager længere tid end normalt.", "This takes longer than usual.";
    CONNECTION_LOST = "Ingen forbindelse til serveren.", "No connection to the server.";
    CONNECTION_LOST_SINCE = "Ingen forbindelse til serveren. Det, du ser, er hentet kl. {time}.",
        "No connection to the server. What you see was fetched at {time}.";
    CONNECTION_UNSAVED = "Det, du har skrevet, sendes, når forbindelsen er tilbage. Luk ikke vinduet.",
        "What you have typed is sent when the connection is back. Do not close the window.";
    CONNECTION_KEPT = "Det, du har skrevet, er gemt på denne computer og sendes, når forbindelsen er tilbage.",
        "What you have typed is kept on this computer and sent when the connection is back.";
    CONNECTION_BACK = "Forbindelsen er tilbage.", "The connection is back.";
    NEW_VERSION = "Ny version klar", "New version ready";
    NEW_VERSION_LOAD = "Genindlæs", "Reload";
    DATA_AS_OF = "Data opdateret kl. {time}", "Data updated at {time}";
    TRY_AGAIN = "Prøv igen", "Try again";
    BACK = "Tilbage", "Back";
    TO_START = "Til forsiden", "To the start page";
    CLOSE = "Luk", "Close";
    CANCEL = "Annuller", "Cancel";
    FAILED_TITLE = "Det lykkedes ikke", "That did not work";
    FAILED_NETWORK = "Serveren svarer ikke. Tjek forbindelsen, og prøv igen.",
        "The server does not answer. Check the connection and try again.";
    FAILED_ID = "Fejl-id: {id}", "Error id: {id}";
    FORBIDDEN_TITLE = "Det har du ikke adgang til", "You do not have access to this";
    FORBIDDEN_TEXT = "Din rolle giver ikke ret til denne side. Spørg din koordinator, hvis du mangler adgangen.",
        "Your role does not include this page. Ask your coordinator if you need it.";
    NOT_FOUND_TITLE = "Siden findes ikke", "The page does not exist";
    NOT_FOUND_TEXT = "Adressen er forkert, eller det, du leder efter, hører til en anden kommune.",
        "The address is wrong, or what you are looking for belongs to another municipality.";
    SHOW_AS_CHART = "Vis som diagram", "Show as chart";
    SHOW_AS_TABLE = "Vis som tabel", "Show as table";
    HIDE_TABLE = "Skjul tabel", "Hide table";
}
