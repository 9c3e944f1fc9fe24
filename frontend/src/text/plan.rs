//! The plan of a course: suggestions, interventions, conditions, goals.

super::phrases! {
    PLAN_TITLE = "Plan – {name}", "Plan – {name}";
    PLAN = "Plan", "Plan";
    PLAN_LEAD = "Forslag, indsatser, tilstande og mål. Alt gemmes, mens du skriver.",
        "Suggestions, interventions, conditions and goals. Everything is saved as you type.";
    PLAN_SUGGESTIONS = "Forslag", "Suggestions";
    PLAN_SUGGESTIONS_LEAD = "Det, borgerens svar peger på. Du bestemmer.",
        "What the citizen's answers point to. You decide.";
    PLAN_SUGGESTIONS_NONE = "Der er ingen forslag. De kommer, når startskemaet er afsluttet, hvis svarene peger på en indsats.",
        "There are no suggestions. They come when the start form is completed, if the answers point to an intervention.";
    PLAN_SUGGESTIONS_DONE = "Alle forslag er afgjort.", "All suggestions are decided.";
    PLAN_BECAUSE = "Fordi", "Because";
    PLAN_ACCEPT = "Tilføj til planen", "Add to the plan";
    PLAN_DECLINE = "Afvis", "Decline";
    PLAN_UNDO = "Fortryd", "Undo";
    PLAN_ACCEPTED = "Tilføjet: {name}", "Added: {name}";
    PLAN_DECLINED = "Afvist: {name}", "Declined: {name}";
    PLAN_UNDONE = "Fortrudt: {name}", "Undone: {name}";
    PLAN_DECIDED = "Afgjorte forslag ({count})", "Decided suggestions ({count})";
    PLAN_DECIDED_BY = "{name}, {date}", "{name}, {date}";
    PLAN_DECLINE_REASON = "Hvorfor ikke? (kan udelades)", "Why not? (optional)";
    PLAN_SOURCE = "Kilde: {source}", "Source: {source}";
    PLAN_INTERVENTIONS = "Indsatser", "Interventions";
    PLAN_INTERVENTIONS_NONE = "Der er ikke planlagt indsatser endnu.", "No interventions are planned yet.";
    PLAN_STATUS = "Status", "Status";
    PLAN_DELIVERY = "Ydelsestype", "Delivery type";
    PLAN_FROM = "Fra", "From";
    PLAN_TO = "Til", "To";
    PLAN_FOR = "Rettet mod", "Aimed at";
    PLAN_FOR_NONE = "Ikke angivet", "Not stated";
    PLAN_REASON = "Begrundelse", "Reason";
    PLAN_CONDITIONS = "Tilstande", "Conditions";
    PLAN_CONDITIONS_NONE = "Der er ikke fundet tilstande endnu.", "No conditions are found yet.";
    PLAN_CONDITION = "Tilstand", "Condition";
    PLAN_FOCUS = "I fokus", "In focus";
    PLAN_ACTIVE = "Stadig til stede", "Still present";
    PLAN_NOTE = "Bemærkning", "Remark";
    PLAN_GOALS = "Mål og evaluering", "Goals and evaluation";
    PLAN_GOALS_NONE = "Der er ikke aftalt mål endnu.", "No goals are agreed yet.";
    PLAN_GOAL = "Mål {number}", "Goal {number}";
    PLAN_GOAL_TEXT = "Borgerens mål", "The citizen's goal";
    PLAN_GOAL_KIND = "Tilstanden skal", "The condition is to";
    PLAN_GOAL_TARGET = "Målværdi eller dato", "Target value or date";
    PLAN_EVALUATION = "Evaluering", "Evaluation";
    PLAN_EVALUATION_NOTE = "Bemærkning til evalueringen", "Remark on the evaluation";
    PLAN_ADD_INTERVENTION = "Tilføj indsats", "Add intervention";
    PLAN_ADD_CONDITION = "Tilføj tilstand", "Add condition";
    PLAN_ADD_GOAL = "Nyt mål", "New goal";
    PLAN_CHOOSE = "Vælg", "Choose";
    PLAN_ADD = "Tilføj", "Add";
    PLAN_REMOVE = "Fjern", "Remove";
    PLAN_REMOVED = "Fjernet: {name}", "Removed: {name}";
    PLAN_DATE_WRONG = "Skriv en dato, fx 09.01.2026, bogstavet »i« for i dag eller »-14« for to uger siden.", "Write a date, e.g. 09.01.2026, the letter “t” for today or “-14” for two weeks ago.";
    PLAN_DATE_HELP = "Fx 090126, eller bogstavet »i« for i dag", "E.g. 090126, or the letter “t” for today";
    PLAN_SAVED = "Gemt kl. {time}", "Saved at {time}";
    PLAN_SAVED_BY = "Sidst gemt {date} af {name}", "Last saved {date} by {name}";
    PLAN_SAVING = "Gemmer …", "Saving …";
    PLAN_EMPTY = "Ingen ændringer", "No changes";
    PLAN_NOT_SAVED = "Kunne ikke gemmes: {reason}", "Could not be saved: {reason}";
    PLAN_SAVE_NOW = "Gem nu", "Save now";
    PLAN_MERGED = "{name} har ændret planen samtidig. Ændringerne er samlet.",
        "{name} has changed the plan at the same time. The changes have been joined.";
    PLAN_CLASHED = "{name} har ændret noget af det samme samtidig. Dine ændringer er beholdt; de andre ses under tidligere versioner.",
        "{name} has changed some of the same at the same time. Your changes are kept; the others are under earlier versions.";
    PLAN_KEYS_DECIDE = "tilføj eller afvis forslaget", "add or decline the suggestion";
    PLAN_KEY_ARROWS = "pil op/ned", "up/down";
    PLAN_KEYS_MOVE = "flyt mellem forslag", "move between suggestions";
    PLAN_KEYS_NEW = "ny indsats, tilstand, mål", "new intervention, condition, goal";
    PLAN_KEYS_SAVE = "gem", "save";
    PLAN_VERSIONS = "Tidligere versioner", "Earlier versions";
    PLAN_VERSIONS_SHOW = "Vis versioner", "Show versions";
    PLAN_VERSIONS_HIDE = "Skjul versioner", "Hide versions";
    PLAN_VERSIONS_NONE = "Planen er ikke gemt endnu.", "The plan has not been saved yet.";
    PLAN_VERSION = "{date} kl. {time}, {name}", "{date} at {time}, {name}";
    PLAN_WAS_ADDED = "Tilføjet: {name}", "Added: {name}";
    PLAN_WAS_CHANGED = "Ændret: {name}", "Changed: {name}";
    PLAN_WAS_CHANGED_FROM = "Ændret: {name}. Før: {before}", "Changed: {name}. Before: {before}";
    PLAN_WAS_REMOVED = "Fjernet: {name}", "Removed: {name}";
    PLAN_READ_ONLY = "Du kan se planen, men ikke ændre den.", "You can see the plan, but not change it.";
}
